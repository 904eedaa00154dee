-- title: New findings
-- description: Open findings that came since a day. What was there already when a crawl first read its repository is not
--   new.
-- column rule_id: The rule.
-- column severity: Its severity.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column line: Line, or empty for the whole file.
-- column message: What is wrong.
-- column first_seen: Day on which it came.
-- column age_days: Its age in days.
-- parameter since: First day; thirty days before the last crawl where not given
-- parameter scope: product, test, example, vendored, generated or all = product
WITH bound AS (
  SELECT ifnull(:since, (SELECT date(max(started_at), '-30 days') FROM scan)) AS since
)
SELECT n.rule_id, n.severity, n.repository, n.path, n.line, n.message, substr(n.first_seen, 1, 10) AS first_seen, n.age_days
FROM bound AS b CROSS JOIN finding AS n JOIN repository AS r ON r.repository_id = n.repository_id
WHERE n.status = 'open' AND ifnull(:scope, 'product') IN (n.scope, 'all')
  AND n.first_seen >= b.since
  AND (r.history_from IS NOT NULL OR r.present_from < b.since
    OR n.first_seen > (SELECT min(v.valid_from) FROM file_version AS v WHERE v.file_id = n.file_id))
ORDER BY n.repository, n.path, n.line, n.rule_id, n.finding_id;
