-- title: Repositories
-- description: Every repository with its files, its open findings by severity, and its rates; lowest score first.
-- column repository: Name of the repository.
-- column status: How the last crawl ended there: scanned, empty, failed or skipped.
-- column files: Container files in scope.
-- column files_judged: Of these, files that count in rates.
-- column critical: Open findings of critical rules.
-- column high: Open findings of high rules.
-- column medium: Open findings of medium rules.
-- column low: Open findings of low rules.
-- column info: Open findings of rules that only inform.
-- column open: Open findings in all.
-- column exempt_findings: Exempt findings.
-- column oldest: Day on which its oldest open finding came.
-- column pass: (Rule, file) pairs that pass.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column unknown: (Rule, file) pairs for which nobody can tell.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- column strict_rate: Strict rate: pass / (pass + fail + exempt), from 0 to 1.
-- column score: Weight of what passes in the weight of what passes or fails, from 0 to 1.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH f AS MATERIALIZED (
  SELECT repository_id, count(*) AS files, sum(is_rated) AS judged FROM current_file
  WHERE kind IN ('dockerfile', 'compose', 'dockerignore') AND ifnull(:scope, 'product') IN (scope, 'all')
  GROUP BY repository_id
),
n AS MATERIALIZED (
  SELECT repository_id, sum(status = 'open') AS open, sum(status = 'exempt') AS exempt,
    sum(status = 'open' AND severity = 'critical') AS critical, sum(status = 'open' AND severity = 'high') AS high,
    sum(status = 'open' AND severity = 'medium') AS medium, sum(status = 'open' AND severity = 'low') AS low,
    sum(status = 'open' AND severity = 'info') AS info,
    substr(min(first_seen) FILTER (WHERE status = 'open'), 1, 10) AS oldest
  FROM finding WHERE status IN ('open', 'exempt') AND ifnull(:scope, 'product') IN (scope, 'all')
  GROUP BY repository_id
),
c AS MATERIALIZED (
  SELECT repository, sum(pass) AS pass, sum(fail) AS fail, sum(exempt) AS exempt, sum(unknown) AS unknown
  FROM compliance WHERE ifnull(:scope, 'product') IN (scope, 'all') GROUP BY repository
),
s AS MATERIALIZED (
  SELECT repository, CAST(sum(passed_weight) AS REAL) / nullif(sum(judged_weight), 0) AS score
  FROM score WHERE ifnull(:scope, 'product') IN (scope, 'all') GROUP BY repository
)
SELECT r.name AS repository, r.status, ifnull(f.files, 0) AS files, ifnull(f.judged, 0) AS files_judged,
  ifnull(n.critical, 0) AS critical, ifnull(n.high, 0) AS high, ifnull(n.medium, 0) AS medium, ifnull(n.low, 0) AS low,
  ifnull(n.info, 0) AS info, ifnull(n.open, 0) AS open, ifnull(n.exempt, 0) AS exempt_findings, n.oldest,
  ifnull(c.pass, 0) AS pass, ifnull(c.fail, 0) AS fail, ifnull(c.exempt, 0) AS exempt, ifnull(c.unknown, 0) AS unknown,
  round(CAST(c.pass AS REAL) / nullif(c.pass + c.fail, 0), 4) AS rate,
  round(CAST(c.pass AS REAL) / nullif(c.pass + c.fail + c.exempt, 0), 4) AS strict_rate,
  round(s.score, 4) AS score
FROM repository AS r
LEFT JOIN f ON f.repository_id = r.repository_id
LEFT JOIN n ON n.repository_id = r.repository_id
LEFT JOIN c ON c.repository = r.name
LEFT JOIN s ON s.repository = r.name
WHERE r.present_to IS NULL
ORDER BY s.score IS NULL, s.score, n.open DESC, r.name;
