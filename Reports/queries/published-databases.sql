-- title: Databases published to the host
-- description: Services of a known database, cache or queue whose port is published beyond the machine itself.
-- column service: The service.
-- column image: Its image.
-- column published: Port or range on the host; empty where the engine picks one.
-- column target: Port in the container.
-- column repository: Name of the repository.
-- column path: Path of the Compose file.
-- column line: Line of the port.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH database_port (port) AS (
  VALUES (1433), (1521), (2379), (3306), (5432), (5672), (6379), (7000), (7474), (8086), (9042), (9092), (9200), (9300), (11211),
    (15672), (26257), (27017)
)
SELECT s.name AS service, s.image, p.published, p.target, f.repository, f.path, p.line
FROM service_port AS p
JOIN database_port AS d ON d.port = p.target
JOIN current_file AS f ON f.content_id = p.content_id
JOIN service AS s ON s.service_id = p.service_id
WHERE p.kind = 'ports' AND p.is_loopback = 0 AND ifnull(:scope, 'product') IN (f.scope, 'all')
ORDER BY f.repository, f.path, p.line, s.name;
