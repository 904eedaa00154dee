-- title: Summary
-- description: The headline figures, in one row: what was read, what was judged, how much of it holds, and what is open.
-- column as_of: Day that the figures are of.
-- column repositories: Repositories seen.
-- column repositories_failed: Of these, those that could not be read.
-- column repositories_empty: Of these, those without a commit or a container file, and those skipped.
-- column files: Container files in scope.
-- column files_judged: Of these, files that count in rates: read, and no templates.
-- column files_template: Of these, templates: kept out of rates.
-- column files_partial: Of the files judged, those with lines that were not understood.
-- column files_not_read: Of these, files of which nothing was read or understood.
-- column contents: Distinct contents among the files; copies count once.
-- column rules: Rules that count.
-- column pass: (Rule, file) pairs that pass.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column unknown: (Rule, file) pairs for which nobody can tell.
-- column error: (Rule, file) pairs that could not be judged.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- column strict_rate: Strict rate: pass / (pass + fail + exempt), from 0 to 1.
-- column score: Weight of what passes in the weight of what passes or fails, from 0 to 1.
-- column open: Open findings.
-- column critical: Open findings of critical rules.
-- column high: Open findings of high rules.
-- column medium: Open findings of medium rules.
-- column low: Open findings of low rules.
-- column info: Open findings of rules that only inform.
-- column exempt_findings: Exempt findings.
-- column open_questions: Questions whose answer nobody can see from the files.
-- parameter as_of: Day of the report; the day of the last crawl where not given
-- parameter scope: product, test, example, vendored, generated or all = product
WITH f AS (
  SELECT count(*) AS files, total(is_rated) AS judged, total(is_rated AND parse_status = 'partial') AS partial,
    total(parse_status IN ('failed', 'skipped')) AS not_read, count(DISTINCT content_id) AS contents
  FROM current_file
  WHERE kind IN ('dockerfile', 'compose', 'dockerignore') AND ifnull(:scope, 'product') IN (scope, 'all')
),
c AS (
  SELECT total(c.pass) AS pass, total(c.fail) AS fail, total(c.exempt) AS exempt, total(c.unknown) AS unknown,
    total(c.error) AS error, total(c.pass * w.weight) AS passed_weight, total((c.pass + c.fail) * w.weight) AS judged_weight
  FROM compliance AS c JOIN severity_weight AS w ON w.severity = c.severity
  WHERE ifnull(:scope, 'product') IN (c.scope, 'all')
),
n AS (
  SELECT total(status = 'open') AS open, total(status = 'open' AND severity = 'critical') AS critical,
    total(status = 'open' AND severity = 'high') AS high, total(status = 'open' AND severity = 'medium') AS medium,
    total(status = 'open' AND severity = 'low') AS low, total(status = 'open' AND severity = 'info') AS info,
    total(status = 'exempt') AS exempt
  FROM finding
  WHERE status IN ('open', 'exempt') AND ifnull(:scope, 'product') IN (scope, 'all')
),
r AS (
  SELECT count(*) AS seen, total(status = 'failed') AS failed, total(status IN ('empty', 'skipped')) AS empty
  FROM repository WHERE present_to IS NULL
)
SELECT ifnull(:as_of, (SELECT date(max(started_at)) FROM scan)) AS as_of,
  r.seen AS repositories, CAST(r.failed AS INTEGER) AS repositories_failed, CAST(r.empty AS INTEGER) AS repositories_empty,
  f.files, CAST(f.judged AS INTEGER) AS files_judged,
  CAST(f.files - f.judged - f.not_read AS INTEGER) AS files_template, CAST(f.partial AS INTEGER) AS files_partial,
  CAST(f.not_read AS INTEGER) AS files_not_read, f.contents,
  (SELECT count(*) FROM rule WHERE is_enabled = 1) AS rules,
  CAST(c.pass AS INTEGER) AS pass, CAST(c.fail AS INTEGER) AS fail, CAST(c.exempt AS INTEGER) AS exempt,
  CAST(c.unknown AS INTEGER) AS unknown, CAST(c.error AS INTEGER) AS error,
  round(c.pass / nullif(c.pass + c.fail, 0), 4) AS rate,
  round(c.pass / nullif(c.pass + c.fail + c.exempt, 0), 4) AS strict_rate,
  round(c.passed_weight / nullif(c.judged_weight, 0), 4) AS score,
  CAST(n.open AS INTEGER) AS open, CAST(n.critical AS INTEGER) AS critical, CAST(n.high AS INTEGER) AS high,
  CAST(n.medium AS INTEGER) AS medium, CAST(n.low AS INTEGER) AS low, CAST(n.info AS INTEGER) AS info,
  CAST(n.exempt AS INTEGER) AS exempt_findings,
  (SELECT count(*) FROM open_question WHERE ifnull(:scope, 'product') IN (scope, 'all')) AS open_questions
FROM f, c, n, r
ORDER BY as_of;
