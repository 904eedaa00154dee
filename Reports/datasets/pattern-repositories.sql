-- title: Patterns by repository
-- description: How many files of each repository could use each pattern, and how many do.
-- column pattern_id: The pattern.
-- column repository: Name of the repository.
-- column possible: Files that could use it.
-- column adopted: Files that use it.
-- column adoption: adopted / possible, from 0 to 1.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT pattern_id, repository, count(*) AS possible, sum(is_adopted) AS adopted,
  round(CAST(sum(is_adopted) AS REAL) / count(*), 4) AS adoption
FROM pattern_use
WHERE ifnull(:scope, 'product') IN (scope, 'all')
GROUP BY pattern_id, repository
ORDER BY pattern_id, adopted DESC, possible DESC, repository;
