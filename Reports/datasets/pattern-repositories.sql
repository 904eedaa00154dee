-- title: Patterns by repository
-- description: How many files of each repository could use each pattern, and how many do.
-- column pattern_id: The pattern.
-- column repository: Name of the repository.
-- column possible: Files that could use it.
-- column adopted: Files that use it.
-- column adoption: adopted / possible, from 0 to 1.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT c.pattern_id, r.name AS repository, sum(c.possible) AS possible, sum(c.adopted) AS adopted,
  round(CAST(sum(c.adopted) AS REAL) / sum(c.possible), 4) AS adoption
FROM pattern_change AS c JOIN repository AS r ON r.repository_id = c.repository_id
WHERE ifnull(:scope, 'product') IN (c.scope, 'all')
GROUP BY c.pattern_id, r.repository_id HAVING sum(c.possible) > 0
ORDER BY c.pattern_id, adopted DESC, possible DESC, r.name;
