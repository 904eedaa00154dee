-- title: Rules
-- description: Every rule, how many files pass and fail it, and its open findings.
-- column rule_id: The rule.
-- column title: The good state it asks for.
-- column target: What it looks at: dockerfile, compose, dockerignore, repository for files side by side, or organisation for those of all repositories.
-- column severity: Its severity here.
-- column category: Its theme.
-- column confidence: How often a finding is right: high, medium or low.
-- column reviewed: How many findings, drawn at random from real repositories, a person read; empty where none.
-- column upheld: How many of these were right.
-- column is_enabled: 1 where it counts; rules that are off are not judged.
-- column pass: Files that pass.
-- column fail: Files that fail.
-- column exempt: Files that would fail but are exempt.
-- column unknown: Files for which nobody can tell.
-- column error: Files that it could not judge.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- column strict_rate: Strict rate: pass / (pass + fail + exempt), from 0 to 1.
-- column open: Its open findings; a file may have several.
-- column repositories: Repositories with an open finding.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH c AS MATERIALIZED (
  SELECT rule_id, sum(pass) AS pass, sum(fail) AS fail, sum(exempt) AS exempt, sum(unknown) AS unknown, sum(error) AS error
  FROM compliance WHERE ifnull(:scope, 'product') IN (scope, 'all') GROUP BY rule_id
),
n AS MATERIALIZED (
  SELECT rule_id, count(*) AS open, count(DISTINCT repository_id) AS repositories
  FROM finding WHERE status = 'open' AND ifnull(:scope, 'product') IN (scope, 'all') GROUP BY rule_id
)
SELECT k.rule_id, k.title, k.target, k.severity, k.category, k.confidence, k.reviewed, k.upheld, k.is_enabled,
  ifnull(c.pass, 0) AS pass, ifnull(c.fail, 0) AS fail, ifnull(c.exempt, 0) AS exempt, ifnull(c.unknown, 0) AS unknown,
  ifnull(c.error, 0) AS error,
  round(CAST(c.pass AS REAL) / nullif(c.pass + c.fail, 0), 4) AS rate,
  round(CAST(c.pass AS REAL) / nullif(c.pass + c.fail + c.exempt, 0), 4) AS strict_rate,
  ifnull(n.open, 0) AS open, ifnull(n.repositories, 0) AS repositories
FROM rule AS k
LEFT JOIN c ON c.rule_id = k.rule_id
LEFT JOIN n ON n.rule_id = k.rule_id
ORDER BY k.is_enabled DESC, rate IS NULL, rate, k.rule_id;
