-- title: Time to fix by repository
-- description: How long findings of each repository took until they were fixed, and how old the open ones are.
-- column repository: Name of the repository.
-- column fixed: Findings that were fixed.
-- column mean_days: Mean number of days until they were.
-- column open: Open findings.
-- column mean_age_days: Their mean age in days.
-- column oldest: Day on which the oldest open one came.
-- column gone: Findings that went with their file or repository, unfixed.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT n.repository AS repository, count(*) FILTER (WHERE n.status = 'fixed') AS fixed,
  round(avg(n.age_days) FILTER (WHERE n.status = 'fixed'), 1) AS mean_days,
  count(*) FILTER (WHERE n.status = 'open') AS open,
  round(avg(n.age_days) FILTER (WHERE n.status = 'open'), 1) AS mean_age_days,
  substr(min(n.first_seen) FILTER (WHERE n.status = 'open'), 1, 10) AS oldest,
  count(*) FILTER (WHERE n.status IN ('deleted', 'left')) AS gone
FROM finding AS n
WHERE ifnull(:scope, 'product') IN (n.scope, 'all')
GROUP BY n.repository
ORDER BY mean_days DESC, open DESC, n.repository;
