-- title: Survival of findings
-- description: The share of findings that are not fixed after so many days, estimated after Kaplan and Meier. Findings that are
--   open or exempt, or whose file or repository went, are censored: nobody knows when they would have been fixed.
-- column rule_id: The rule; all for all rules together.
-- column days: Days since the findings came.
-- column at_risk: Findings that were not fixed and not censored before.
-- column fixed: Findings that were fixed after that many days.
-- column censored: Findings that were last seen after that many days.
-- column survival: Estimated share that is not fixed by then, from 0 to 1.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH life AS MATERIALIZED (
  SELECT rule_id, age_days AS days, status = 'fixed' AS is_fixed FROM finding
  WHERE ifnull(:scope, 'product') IN (scope, 'all')
  UNION ALL
  SELECT 'all', age_days, status = 'fixed' FROM finding WHERE ifnull(:scope, 'product') IN (scope, 'all')
),
step AS (
  SELECT rule_id, days, sum(is_fixed) AS fixed, count(*) - sum(is_fixed) AS censored FROM life GROUP BY rule_id, days
),
risk AS (
  SELECT rule_id, days, fixed, censored,
    sum(fixed + censored) OVER (PARTITION BY rule_id ORDER BY days DESC) AS at_risk
  FROM step
),
curve AS MATERIALIZED (
  SELECT rule_id, days, at_risk, fixed, censored,
    iif(max(fixed = at_risk) OVER so_far, 0.0,
      round(exp(sum(ln(1.0 - CAST(iif(fixed = at_risk, 0, fixed) AS REAL) / at_risk)) OVER so_far), 6)) AS survival
  FROM risk WINDOW so_far AS (PARTITION BY rule_id ORDER BY days)
)
SELECT rule_id, days, at_risk, fixed, censored, survival
FROM curve
WHERE fixed > 0
ORDER BY rule_id <> 'all', rule_id, days;
