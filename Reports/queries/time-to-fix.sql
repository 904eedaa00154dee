-- title: Time to fix
-- description: How long findings of each rule took until they were fixed, and how old the open ones are.
-- column rule_id: The rule.
-- column severity: Its severity.
-- column fixed: Findings that were fixed.
-- column mean_days: Mean number of days until they were.
-- column open: Open findings.
-- column mean_age_days: Their mean age in days.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT n.rule_id, n.severity, count(*) FILTER (WHERE n.status = 'fixed') AS fixed,
  round(avg(n.age_days) FILTER (WHERE n.status = 'fixed'), 1) AS mean_days, count(*) FILTER (WHERE n.status = 'open') AS open,
  round(avg(n.age_days) FILTER (WHERE n.status = 'open'), 1) AS mean_age_days
FROM finding AS n
WHERE n.status IN ('open', 'fixed') AND ifnull(:scope, 'product') IN (n.scope, 'all')
GROUP BY n.rule_id
ORDER BY mean_days DESC, n.rule_id;
