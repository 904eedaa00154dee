-- title: Services with power over the host
-- description: Services that run privileged, add a capability, share a namespace of the host, or mount the engine's socket.
-- column power: What they have.
-- column service: The service.
-- column repository: Name of the repository.
-- column path: Path of the Compose file.
-- column line: Line of it, or of the service.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH power AS (
  SELECT content_id, service_id, 'privileged' AS power, line FROM service WHERE privileged = 1
  UNION ALL SELECT content_id, service_id, 'network of the host', line FROM service WHERE network_mode = 'host'
  UNION ALL SELECT content_id, service_id, 'processes of the host', line FROM service WHERE pid = 'host'
  UNION ALL SELECT content_id, service_id, 'memory of the host', line FROM service WHERE ipc = 'host'
  UNION ALL SELECT content_id, service_id, 'capability ' || capability, line FROM service_capability WHERE kind = 'add'
  UNION ALL SELECT content_id, service_id, 'socket of the engine', line FROM service_volume
  WHERE source IN ('/var/run/docker.sock', '/run/docker.sock', '/run/podman/podman.sock')
)
SELECT p.power, s.name AS service, f.repository, f.path, p.line
FROM power AS p
JOIN current_file AS f ON f.content_id = p.content_id
JOIN service AS s ON s.service_id = p.service_id
WHERE ifnull(:scope, 'product') IN (f.scope, 'all')
ORDER BY p.power, f.repository, f.path, p.line, s.name;
