-- title: Smells per file by year
-- description: Files and the findings in them at the end of each year, by kind of file, as in studies of how container files
--   evolve. Exempt findings count, too.
-- column year: The year; the last one up to the day of the study.
-- column kind: dockerfile, compose or dockerignore.
-- column files: Files of that kind that could be read.
-- column findings: Findings in them.
-- column findings_per_file: findings / files; empty where there are no files.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH change AS (
  SELECT f.kind, substr(v.valid_from, 1, 4) AS year, 1 AS files, 0 AS findings
  FROM file_version AS v JOIN file AS f ON f.file_id = v.file_id JOIN content AS c ON c.content_id = v.content_id
  WHERE f.is_template = 0 AND c.parse_status IN ('parsed', 'partial') AND ifnull(:scope, 'product') IN (f.scope, 'all')
  UNION ALL
  SELECT f.kind, substr(v.valid_to, 1, 4), -1, 0
  FROM file_version AS v JOIN file AS f ON f.file_id = v.file_id JOIN content AS c ON c.content_id = v.content_id
  WHERE v.valid_to IS NOT NULL AND f.is_template = 0 AND c.parse_status IN ('parsed', 'partial')
    AND ifnull(:scope, 'product') IN (f.scope, 'all')
  UNION ALL
  SELECT n.kind, substr(n.first_seen, 1, 4), 0, 1 FROM finding AS n WHERE ifnull(:scope, 'product') IN (n.scope, 'all')
  UNION ALL
  SELECT n.kind, substr(n.fixed_at, 1, 4), 0, -1 FROM finding AS n
  WHERE n.fixed_at IS NOT NULL AND ifnull(:scope, 'product') IN (n.scope, 'all')
),
summed AS (
  SELECT kind, year, sum(files) AS files, sum(findings) AS findings FROM change
  WHERE kind IN ('dockerfile', 'compose', 'dockerignore') GROUP BY kind, year
),
grid AS (
  SELECT p.period AS year, k.kind FROM (SELECT DISTINCT kind FROM summed) AS k
  JOIN period AS p ON p.grain = 'year' AND p.first_day <= (SELECT max(started_at) FROM scan)
),
state AS (
  SELECT year, kind, sum(files) OVER so_far AS files, sum(findings) OVER so_far AS findings
  FROM (SELECT year, kind, 0 AS files, 0 AS findings FROM grid UNION ALL SELECT year, kind, files, findings FROM summed)
  WINDOW so_far AS (PARTITION BY kind ORDER BY year)
)
SELECT year, kind, max(files) AS files, max(findings) AS findings,
  round(CAST(max(findings) AS REAL) / nullif(max(files), 0), 6) AS findings_per_file
FROM state
GROUP BY year, kind
ORDER BY year, kind;
