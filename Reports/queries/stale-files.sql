-- title: Stale files
-- description: Container files that nobody has changed for long, oldest first.
-- column since: Day since which the file has its content.
-- column days: Days since then.
-- column kind: dockerfile, compose or dockerignore.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column open: Open findings in it.
-- parameter days: How many days count as long = 730
-- parameter as_of: Last day; the day of the last crawl where not given
-- parameter scope: product, test, example, vendored, generated or all = product
WITH last AS (SELECT ifnull(:as_of, (SELECT date(max(started_at)) FROM scan)) AS day)
SELECT substr(f.since, 1, 10) AS since, CAST(julianday(l.day) - julianday(substr(f.since, 1, 10)) AS INTEGER) AS days, f.kind,
  f.repository, f.path,
  (SELECT count(*) FROM finding_life AS n WHERE n.file_id = f.file_id AND n.kind = 'violation' AND n.status = 'open') AS open
FROM last AS l CROSS JOIN current_file AS f
WHERE f.since < date(l.day, '-' || ifnull(:days, 730) || ' days') AND f.kind IN ('dockerfile', 'compose', 'dockerignore')
  AND ifnull(:scope, 'product') IN (f.scope, 'all')
ORDER BY f.since, f.repository, f.path;
