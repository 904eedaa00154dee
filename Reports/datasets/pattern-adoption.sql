-- title: Adoption of patterns
-- description: Every pattern, and how many of the files that could use it do. Anti-patterns are detected by rules instead.
-- column pattern_id: The pattern.
-- column title: What it is.
-- column kind: pattern or anti-pattern.
-- column target: What its adoption is measured on.
-- column category: Its theme.
-- column possible: Files that could use it.
-- column adopted: Files that use it.
-- column adoption: adopted / possible, from 0 to 1; empty where it is not measured.
-- column repositories: Repositories that use it.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH r AS MATERIALIZED (
  SELECT pattern_id, repository_id, sum(possible) AS possible, sum(adopted) AS adopted
  FROM pattern_change WHERE ifnull(:scope, 'product') IN (scope, 'all') GROUP BY pattern_id, repository_id
),
u AS MATERIALIZED (
  SELECT pattern_id, sum(possible) AS possible, sum(adopted) AS adopted, sum(adopted > 0) AS repositories
  FROM r GROUP BY pattern_id
)
SELECT p.pattern_id, p.title, p.kind, p.target, p.category, ifnull(u.possible, 0) AS possible, ifnull(u.adopted, 0) AS adopted,
  round(CAST(u.adopted AS REAL) / nullif(u.possible, 0), 4) AS adoption, ifnull(u.repositories, 0) AS repositories
FROM pattern AS p LEFT JOIN u ON u.pattern_id = p.pattern_id
ORDER BY p.kind DESC, adoption IS NULL, adoption DESC, p.pattern_id;
