-- title: Fixed findings
-- description: Findings that were fixed since a day, and how long they took.
-- column rule_id: The rule.
-- column severity: Its severity.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column message: What was wrong.
-- column fixed: Day on which it was fixed.
-- column fixed_commit: Commit that fixed it, where known.
-- column days_open: Days it was open.
-- parameter since: First day; thirty days before the last crawl where not given
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT n.rule_id, n.severity, n.repository, n.path, n.message, substr(n.fixed_at, 1, 10) AS fixed, n.fixed_commit,
  n.age_days AS days_open
FROM finding AS n
WHERE n.status = 'fixed' AND n.fixed_at >= ifnull(:since, (SELECT date(max(started_at), '-30 days') FROM scan))
  AND ifnull(:scope, 'product') IN (n.scope, 'all')
ORDER BY n.fixed_at DESC, n.repository, n.path, n.rule_id, n.finding_id;
