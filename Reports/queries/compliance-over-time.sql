-- title: Compliance over time
-- description: Answers at the end of each day, week, month, quarter or year, of everything or of one rule, repository, owner,
--   category, severity or control.
-- column period: The period, as 2026-08-03, 2026-08-03 (a week's Monday), 2026-08, 2026-Q3 or 2026.
-- column value: What it is of.
-- column pass: (Rule, file) pairs that pass.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column unknown: (Rule, file) pairs for which nobody can tell.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- column strict_rate: Strict rate: pass / (pass + fail + exempt), from 0 to 1.
-- parameter dimension: all, rule, repository, owner, category, severity or control = all
-- parameter value: One of these, such as @org/platform or 'cis-docker 4.2'; all of them where not given
-- parameter grain: day, week, month, quarter or year = month
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT period, value, sum(pass) AS pass, sum(fail) AS fail, sum(exempt) AS exempt, sum(unknown) AS unknown,
  round(CAST(sum(pass) AS REAL) / nullif(sum(pass + fail), 0), 4) AS rate,
  round(CAST(sum(pass) AS REAL) / nullif(sum(pass + fail + exempt), 0), 4) AS strict_rate
FROM compliance_trend
WHERE dimension = ifnull(:dimension, 'all') AND grain = ifnull(:grain, 'month')
  AND ifnull(:scope, 'product') IN (scope, 'all') AND value = ifnull(:value, value)
GROUP BY value, last_day
ORDER BY value, last_day;
