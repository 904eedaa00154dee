-- title: Inventory
-- description: Every container file as it is now.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column kind: dockerfile, compose or dockerignore.
-- column environment: base, dev, prod, test or override, as the name says.
-- column scope: What the path says it belongs to.
-- column parse_status: parsed, partial, failed, template or skipped.
-- column size: Size in bytes.
-- column since: Day since which it has its content.
-- parameter scope: product, test, example, vendored, generated or all = all
SELECT repository, path, kind, environment, scope, parse_status, size, substr(since, 1, 10) AS since
FROM current_file
WHERE kind IN ('dockerfile', 'compose', 'dockerignore') AND ifnull(:scope, 'all') IN (scope, 'all')
ORDER BY repository, path;
