-- title: Findings that ended
-- description: Every finding that was fixed, was deleted with its file, or left with its repository since a day.
-- column rule_id: The rule.
-- column severity: Its severity.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column subject: What it was about.
-- column message: What was wrong.
-- column status: fixed, deleted or left.
-- column first_seen: Day on which it came.
-- column ended: Day on which it ended.
-- column ended_commit: Commit that ended it, where known.
-- column age_days: Days it was open.
-- parameter as_of: Day of the report; the day of the last crawl where not given
-- parameter since: First day that counts; a month before as_of where not given
-- parameter scope: product, test, example, vendored, generated or all = product
WITH last AS (SELECT ifnull(:as_of, (SELECT date(max(started_at)) FROM scan)) AS as_of)
SELECT n.rule_id, n.severity, n.repository, n.path, n.subject, n.message, n.status,
  substr(n.first_seen, 1, 10) AS first_seen, substr(n.fixed_at, 1, 10) AS ended, n.fixed_commit AS ended_commit, n.age_days
FROM last AS l CROSS JOIN finding AS n
WHERE n.fixed_at >= ifnull(:since, date(l.as_of, '-1 month')) AND n.fixed_at < date(l.as_of, '+1 day')
  AND ifnull(:scope, 'product') IN (n.scope, 'all')
ORDER BY n.repository, n.path, n.rule_id, n.subject, n.finding_id;
