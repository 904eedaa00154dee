-- title: Rules by year
-- description: Of each rule, the files that it applied to and those that violated it at the end of each year.
-- column year: The year; the last one up to the day of the study.
-- column rule_id: The rule.
-- column support: Files that it applied to and could judge.
-- column violations: Of these, files that violated it.
-- column violation_rate: violations / support, from 0 to 1; empty where the support is 0.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT period AS year, rule_id, sum(pass + fail + exempt) AS support, sum(fail + exempt) AS violations,
  round(CAST(sum(fail + exempt) AS REAL) / nullif(sum(pass + fail + exempt), 0), 6) AS violation_rate
FROM rule_trend
WHERE grain = 'year' AND ifnull(:scope, 'product') IN (scope, 'all')
GROUP BY period, rule_id
ORDER BY period, rule_id;
