-- title: Time to fix
-- description: How long findings of each rule live, with those that are not fixed yet taken into account.
-- column rule_id: The rule; all for all rules together.
-- column findings: Findings that ever were.
-- column fixed: Of these, findings that were fixed.
-- column censored: Of these, findings that are open or exempt, or went with their file or repository.
-- column quarter_days: Days after which a quarter is fixed, by the estimate of survival; empty where it never is.
-- column median_days: Days after which half is fixed; empty where it never is.
-- column mean_days_of_fixed: Mean number of days of those that were fixed, which knows nothing of the others.
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
SELECT rule_id, sum(fixed + censored) AS findings, sum(fixed) AS fixed, sum(censored) AS censored,
  min(iif(survival <= 0.75, days, NULL)) AS quarter_days, min(iif(survival <= 0.5, days, NULL)) AS median_days,
  round(CAST(sum(fixed * days) AS REAL) / nullif(sum(fixed), 0), 2) AS mean_days_of_fixed
FROM curve
GROUP BY rule_id
ORDER BY rule_id <> 'all', rule_id;
