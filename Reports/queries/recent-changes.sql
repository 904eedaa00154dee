-- title: What changed lately
-- description: Container files that came, changed or went in the last days.
-- column day: The day.
-- column change: added, changed, deleted or left.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column commit_id: Commit that did it, where known.
-- parameter days: How many days back = 30
-- parameter as_of: Last day; the day of the last crawl where not given
-- parameter scope: product, test, example, vendored, generated or all = product
WITH bound AS (
  SELECT date(day, '-' || ifnull(:days, 30) || ' days') AS since, date(day, '+1 day') AS until
  FROM (SELECT ifnull(:as_of, (SELECT date(max(started_at)) FROM scan)) AS day)
),
event AS (
  SELECT v.file_id, v.valid_from AS at,
    iif(EXISTS (SELECT 1 FROM file_version AS o WHERE o.file_id = v.file_id AND o.valid_from < v.valid_from),
      'changed', 'added') AS change, v.from_commit AS commit_id
  FROM bound AS b CROSS JOIN file_version AS v WHERE v.valid_from >= b.since AND v.valid_from < b.until
  UNION ALL
  SELECT v.file_id, v.valid_to, v.ended_by, v.to_commit
  FROM bound AS b CROSS JOIN file_version AS v
  WHERE v.ended_by IN ('deleted', 'left') AND v.valid_to >= b.since AND v.valid_to < b.until
)
SELECT substr(e.at, 1, 10) AS day, e.change, r.name AS repository, f.path, e.commit_id
FROM event AS e JOIN file AS f ON f.file_id = e.file_id JOIN repository AS r ON r.repository_id = f.repository_id
WHERE ifnull(:scope, 'product') IN (f.scope, 'all')
ORDER BY e.at DESC, r.name, f.path, e.change;
