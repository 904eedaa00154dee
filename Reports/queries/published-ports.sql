-- title: Ports published to the host
-- description: Every port that a service publishes, by the port in the container, most used first.
-- column target: Port in the container; empty where it hangs on a variable.
-- column protocol: tcp, udp or sctp.
-- column services: Services that publish it.
-- column loopback: Of these, those bound to the machine itself.
-- column repositories: In how many repositories.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT p.target, p.protocol, count(DISTINCT p.service_id || '/' || f.file_id) AS services,
  count(DISTINCT iif(p.is_loopback = 1, p.service_id || '/' || f.file_id, NULL)) AS loopback,
  count(DISTINCT f.repository_id) AS repositories
FROM service_port AS p JOIN current_file AS f ON f.content_id = p.content_id
WHERE p.kind = 'ports' AND ifnull(:scope, 'product') IN (f.scope, 'all')
GROUP BY p.target, p.protocol
ORDER BY services DESC, p.target, p.protocol;
