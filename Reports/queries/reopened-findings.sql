-- title: Reopened findings
-- description: Findings that were fixed and came back: the same rule and subject in the same file, with the commits.
-- column rule_id: The rule.
-- column severity: Its severity.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column subject: What it is about.
-- column fixed: Day on which it was fixed.
-- column fixed_commit: Commit that fixed it, where known.
-- column reopened: Day on which it came back.
-- column reopened_commit: Commit that brought it back, where known.
-- column status: What became of it: open, exempt, fixed, deleted or left.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH life AS (
  SELECT l.rule_number, l.file_id, l.subject, l.status, l.first_seen, l.first_commit,
    lag(l.status) OVER same AS status_before, lag(l.ended_at) OVER same AS ended_before,
    lag(l.ended_commit) OVER same AS commit_before
  FROM finding_life AS l WHERE l.kind = 'violation'
  WINDOW same AS (PARTITION BY l.file_id, l.rule_number, l.subject, l.occurrence ORDER BY l.first_seen)
)
SELECT k.rule_id, k.severity, r.name AS repository, f.path, l.subject, substr(l.ended_before, 1, 10) AS fixed,
  l.commit_before AS fixed_commit, substr(l.first_seen, 1, 10) AS reopened, l.first_commit AS reopened_commit, l.status
FROM life AS l JOIN rule AS k ON k.rule_number = l.rule_number JOIN file AS f ON f.file_id = l.file_id
JOIN repository AS r ON r.repository_id = f.repository_id
WHERE l.status_before = 'fixed' AND ifnull(:scope, 'product') IN (f.scope, 'all')
ORDER BY reopened DESC, k.rule_id, repository, f.path, l.subject;
