-- title: Compliance by month and rule
-- description: Answers of each rule at the end of each of the last 24 months in which something changed.
--   Where a repository's history was not read, it counts from the crawl that first saw it.
-- column rule_id: The rule.
-- column month: The month, as 2026-08.
-- column pass: (Rule, file) pairs that pass at its end.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- parameter as_of: Day of the report; the day of the last crawl where not given
-- parameter scope: product, test, example, vendored, generated or all = product
WITH start (month) AS (
  SELECT substr(date(ifnull(:as_of, (SELECT max(started_at) FROM scan)), 'start of month', '-23 months'), 1, 7)
),
floor AS MATERIALIZED (
  SELECT repository_id, max(substr(ifnull(history_from, present_from), 1, 7), (SELECT month FROM start)) AS month
  FROM repository
),
change AS MATERIALIZED (
  SELECT c.rule_number AS id, max(f.month, substr(c.day, 1, 7)) AS month,
    total(c.delta) FILTER (WHERE c.outcome = 'pass') AS pass, total(c.delta) FILTER (WHERE c.outcome = 'fail') AS fail,
    total(c.delta) FILTER (WHERE c.outcome = 'exempt') AS exempt
  FROM result_change AS c JOIN floor AS f ON f.repository_id = c.repository_id
  WHERE ifnull(:scope, 'product') IN (c.scope, 'all')
  GROUP BY 1, 2
),
a AS (
  SELECT id, month, sum(pass) OVER so_far AS pass, sum(fail) OVER so_far AS fail, sum(exempt) OVER so_far AS exempt
  FROM change WINDOW so_far AS (PARTITION BY id ORDER BY month)
)
SELECT k.rule_id AS rule_id, a.month, CAST(a.pass AS INTEGER) AS pass, CAST(a.fail AS INTEGER) AS fail,
  CAST(a.exempt AS INTEGER) AS exempt, round(a.pass / nullif(a.pass + a.fail, 0), 4) AS rate
FROM a JOIN rule AS k ON k.rule_number = a.id
ORDER BY k.rule_id, a.month;
