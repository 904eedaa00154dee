-- title: Compliance by month
-- description: Answers at the end of each month that is known, and the findings that came and went in it.
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
WITH last (month) AS (
  SELECT substr(ifnull(:as_of, (SELECT max(started_at) FROM scan)), 1, 7)
),
known AS MATERIALIZED (
  SELECT substr(ifnull(r.history_from, r.present_from), 1, 7) AS month, count(*) AS repositories
  FROM repository AS r
  WHERE EXISTS (SELECT 1 FROM repository_change AS c WHERE c.repository_id = r.repository_id)
  GROUP BY 1
),
answers AS MATERIALIZED (
  SELECT t.period AS month, total(t.pass) AS pass, total(t.fail) AS fail, total(t.exempt) AS exempt,
    total(t.unknown) AS unknown
  FROM total_trend AS t
  WHERE t.grain = 'month' AND t.period <= (SELECT month FROM last) AND ifnull(:scope, 'product') IN (t.scope, 'all')
  GROUP BY t.period
),
span AS MATERIALIZED (
  SELECT substr(l.first_seen, 1, 7) AS came, substr(l.ended_at, 1, 7) AS went, count(*) AS findings
  FROM finding_life AS l JOIN file AS f ON f.file_id = l.file_id
  WHERE l.kind = 'violation' AND ifnull(:scope, 'product') IN (f.scope, 'all')
  GROUP BY 1, 2
),
flow AS MATERIALIZED (
  SELECT month, sum(came) AS came, sum(went) AS went
  FROM (
    SELECT came AS month, findings AS came, 0 AS went FROM span
    UNION ALL SELECT went, 0, findings FROM span WHERE went IS NOT NULL
  ) GROUP BY month
)
SELECT a.month, (SELECT sum(k.repositories) FROM known AS k WHERE k.month <= a.month) AS repositories,
  CAST(a.pass AS INTEGER) AS pass, CAST(a.fail AS INTEGER) AS fail, CAST(a.exempt AS INTEGER) AS exempt,
  CAST(a.unknown AS INTEGER) AS unknown,
  round(a.pass / nullif(a.pass + a.fail, 0), 4) AS rate,
  round(a.pass / nullif(a.pass + a.fail + a.exempt, 0), 4) AS strict_rate,
  ifnull(f.came, 0) AS came, ifnull(f.went, 0) AS went
FROM answers AS a LEFT JOIN flow AS f ON f.month = a.month
ORDER BY a.month;
