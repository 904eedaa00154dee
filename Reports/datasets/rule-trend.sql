-- title: Compliance by month and rule
-- description: Answers of each rule at the end of each month in which something changed.
--   Where a repository's history was not read, it counts from the crawl that first saw it.
-- column rule_id: The rule.
-- column month: The month, as 2026-08.
-- column pass: (Rule, file) pairs that pass at its end.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- parameter as_of: Day of the report; the day of the last crawl where not given
-- parameter scope: product, test, example, vendored, generated or all = product
WITH change AS MATERIALIZED (
  SELECT c.rule_number, substr(c.day, 1, 7) AS month, total(c.pass) AS pass, total(c.fail) AS fail,
    total(c.exempt) AS exempt
  FROM rule_change AS c
  WHERE c.day <= ifnull(:as_of, '9999') AND ifnull(:scope, 'product') IN (c.scope, 'all')
  GROUP BY 1, 2
),
running AS (
  SELECT rule_number, month, sum(pass) OVER so_far AS pass, sum(fail) OVER so_far AS fail,
    sum(exempt) OVER so_far AS exempt
  FROM change WINDOW so_far AS (PARTITION BY rule_number ORDER BY month)
)
SELECT k.rule_id, a.month, CAST(a.pass AS INTEGER) AS pass, CAST(a.fail AS INTEGER) AS fail,
  CAST(a.exempt AS INTEGER) AS exempt, round(a.pass / nullif(a.pass + a.fail, 0), 4) AS rate
FROM running AS a JOIN rule AS k ON k.rule_number = a.rule_number
ORDER BY k.rule_id, a.month;
