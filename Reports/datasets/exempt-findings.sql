-- title: Exempt findings
-- description: Every finding that a suppression or a waiver exempts.
-- column rule_id: The rule.
-- column severity: Its severity.
-- column category: Its theme.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column line: Line, or empty for the whole file.
-- column subject: What it is about.
-- column message: What is wrong.
-- column reason: Why it is exempt, where it says.
-- column first_seen: Day on which it came.
-- column first_commit: Commit that brought it, where known.
-- column age_days: Its age in days.
-- column owners: Who owns the file, where something says so.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT n.rule_id, n.severity, n.category, n.repository, n.path, n.line, n.subject, n.message,
  n.exemption_reason AS reason,
  substr(n.first_seen, 1, 10) AS first_seen, n.first_commit, n.age_days,
  (SELECT group_concat(o.owner, ' ') FROM (SELECT owner FROM file_owner WHERE file_id = n.file_id ORDER BY owner) AS o) AS owners
FROM finding AS n
WHERE n.status = 'exempt' AND ifnull(:scope, 'product') IN (n.scope, 'all')
ORDER BY n.repository, n.path, n.line, n.rule_id, n.subject, n.finding_id;
