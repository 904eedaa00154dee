-- title: Worst repositories
-- description: Repositories by their score, lowest first.
-- column repository: Name of the repository.
-- column score: Weight of what passes in the weight of what passes or fails, from 0 to 1.
-- column critical: Open findings of critical rules.
-- column high: Open findings of high rules.
-- column open: Open findings in all.
-- parameter count: How many to show = 20
-- parameter scope: product, test, example, vendored, generated or all = product
WITH s AS MATERIALIZED (
  SELECT repository, CAST(sum(passed_weight) AS REAL) / nullif(sum(judged_weight), 0) AS score
  FROM score WHERE ifnull(:scope, 'product') IN (scope, 'all') GROUP BY repository
  ORDER BY score IS NULL, score, repository LIMIT ifnull(:count, 20)
)
SELECT s.repository, round(s.score, 4) AS score,
  count(*) FILTER (WHERE n.severity = 'critical') AS critical, count(*) FILTER (WHERE n.severity = 'high') AS high,
  count(n.finding_id) AS open
FROM s
JOIN repository AS r ON r.name = s.repository
LEFT JOIN finding AS n ON n.repository_id = r.repository_id AND n.status = 'open'
  AND ifnull(:scope, 'product') IN (n.scope, 'all')
GROUP BY r.repository_id
ORDER BY s.score, s.repository;
