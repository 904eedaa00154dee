-- title: Rules by repository
-- description: Files that pass and fail each rule in each repository, where any fails or is exempt.
-- column rule_id: The rule.
-- column repository: Name of the repository.
-- column pass: Files that pass.
-- column fail: Files that fail.
-- column exempt: Files that would fail but are exempt.
-- column unknown: Files for which nobody can tell.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT rule_id, repository, sum(pass) AS pass, sum(fail) AS fail, sum(exempt) AS exempt, sum(unknown) AS unknown,
  round(CAST(sum(pass) AS REAL) / nullif(sum(pass + fail), 0), 4) AS rate
FROM compliance
WHERE ifnull(:scope, 'product') IN (scope, 'all')
GROUP BY rule_id, repository
HAVING sum(fail + exempt) > 0
ORDER BY rule_id, sum(fail) DESC, repository;
