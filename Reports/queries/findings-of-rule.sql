-- title: Findings of a rule
-- description: Open findings of one rule.
-- column rule_id: The rule.
-- column severity: Its severity.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column line: Line, or empty for the whole file.
-- column message: What is wrong.
-- column first_seen: Day on which it came.
-- column age_days: Its age in days.
-- parameter rule: The rule = pinned-base-image
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT n.rule_id, n.severity, n.repository, n.path, n.line, n.message, substr(n.first_seen, 1, 10) AS first_seen, n.age_days
FROM finding AS n
WHERE n.status = 'open' AND ifnull(:scope, 'product') IN (n.scope, 'all')
  AND n.rule_id = ifnull(:rule, 'pinned-base-image')
ORDER BY n.repository, n.path, n.line, n.rule_id, n.finding_id;
