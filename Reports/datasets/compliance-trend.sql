-- title: Compliance by month
-- description: Answers at the end of each of the last 24 months that are known, and the findings that came and went in it.
--   Where a repository's history was not read, it counts from the crawl that first saw it.
-- column month: The month, as 2026-08; the last one up to the day of the report.
-- column repositories: Repositories with a known state at the month's end.
-- column pass: (Rule, file) pairs that pass at its end.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column unknown: (Rule, file) pairs for which nobody can tell.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- column strict_rate: Strict rate: pass / (pass + fail + exempt), from 0 to 1.
-- column came: Findings that came in the month.
-- column went: Findings that ended in the month: fixed, deleted with their file, or gone with their repository.
-- parameter as_of: Day of the report; the day of the last crawl where not given
-- parameter scope: product, test, example, vendored, generated or all = product
WITH RECURSIVE last (month) AS (
  SELECT substr(ifnull(:as_of, (SELECT max(started_at) FROM scan)), 1, 7)
),
floor AS MATERIALIZED (
  SELECT repository_id, substr(ifnull(history_from, present_from), 1, 7) AS month FROM repository
),
change AS MATERIALIZED (
  SELECT max(f.month, substr(c.day, 1, 7)) AS month, c.repository_id, c.outcome, sum(c.delta) AS delta
  FROM result_change AS c JOIN floor AS f ON f.repository_id = c.repository_id
  WHERE ifnull(:scope, 'product') IN (c.scope, 'all')
  GROUP BY 1, 2, 3
),
month (month) AS (
  SELECT max((SELECT min(month) FROM change), (SELECT substr(date(month || '-01', '-23 months'), 1, 7) FROM last))
  UNION ALL
  SELECT substr(date(month || '-01', '+1 month'), 1, 7) FROM month WHERE month < (SELECT month FROM last)
),
known AS (
  SELECT month, count(*) AS repositories
  FROM (SELECT repository_id, min(month) AS month FROM change GROUP BY repository_id) GROUP BY month
),
total AS MATERIALIZED (
  SELECT month, outcome, sum(delta) AS delta FROM change GROUP BY 1, 2
),
answers AS (
  SELECT m.month,
    total(t.delta) FILTER (WHERE t.outcome = 'pass') AS pass, total(t.delta) FILTER (WHERE t.outcome = 'fail') AS fail,
    total(t.delta) FILTER (WHERE t.outcome = 'exempt') AS exempt, total(t.delta) FILTER (WHERE t.outcome = 'unknown') AS unknown
  FROM month AS m LEFT JOIN total AS t ON t.month <= m.month
  GROUP BY m.month
),
came AS MATERIALIZED (
  SELECT substr(first_seen, 1, 7) AS month, count(*) AS findings FROM finding
  WHERE ifnull(:scope, 'product') IN (scope, 'all') GROUP BY 1
),
went AS MATERIALIZED (
  SELECT substr(fixed_at, 1, 7) AS month, count(*) AS findings FROM finding
  WHERE fixed_at IS NOT NULL AND ifnull(:scope, 'product') IN (scope, 'all') GROUP BY 1
)
SELECT a.month, (SELECT sum(k.repositories) FROM known AS k WHERE k.month <= a.month) AS repositories,
  CAST(a.pass AS INTEGER) AS pass, CAST(a.fail AS INTEGER) AS fail, CAST(a.exempt AS INTEGER) AS exempt,
  CAST(a.unknown AS INTEGER) AS unknown,
  round(a.pass / nullif(a.pass + a.fail, 0), 4) AS rate,
  round(a.pass / nullif(a.pass + a.fail + a.exempt, 0), 4) AS strict_rate,
  ifnull(c.findings, 0) AS came, ifnull(w.findings, 0) AS went
FROM answers AS a
LEFT JOIN came AS c ON c.month = a.month
LEFT JOIN went AS w ON w.month = a.month
WHERE a.month IS NOT NULL
ORDER BY a.month;
