-- title: Secrets in images and Compose files
-- description: Where a literal secret or a file that holds one gets into an image or a Compose file. Values are not shown.
-- column place: ENV, ARG, COPY, ADD, or environment of a service.
-- column name: Name of the variable, or of the file.
-- column kind: What it seems to be.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column line: Line.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT upper(v.kind) AS place, v.name AS name, v.secret_kind AS kind, f.repository AS repository, f.path AS path, v.line AS line
FROM variable AS v JOIN current_file AS f ON f.content_id = v.content_id
WHERE v.holds_secret = 1 AND ifnull(:scope, 'product') IN (f.scope, 'all')
UNION ALL
SELECT c.keyword, c.source, c.secret_kind, f.repository, f.path, c.line
FROM copy_source AS c JOIN current_file AS f ON f.content_id = c.content_id
WHERE c.secret_kind IS NOT NULL AND c.origin = 'context' AND ifnull(:scope, 'product') IN (f.scope, 'all')
UNION ALL
SELECT 'environment', e.name, e.secret_kind, f.repository, f.path, e.line
FROM service_environment AS e JOIN current_file AS f ON f.content_id = e.content_id
WHERE e.holds_secret = 1 AND f.kind = 'compose' AND ifnull(:scope, 'product') IN (f.scope, 'all')
ORDER BY repository, path, line, name, place;
