-- title: Rules: support and violations
-- description: Of each rule, the files that it applies to and those that violate it, whether or not they are exempt, as in
--   studies that mine rules from repositories.
-- column rule_id: The rule.
-- column title: The good state it asks for.
-- column target: What it looks at.
-- column severity: Its severity here.
-- column category: Its theme.
-- column support: Files that it applies to and can judge.
-- column violations: Of these, files that violate it.
-- column violation_rate: violations / support, from 0 to 1; empty where the support is 0.
-- column exempt: Of the violations, files that are exempt.
-- column unknown: Files that it applies to and cannot judge.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH c AS MATERIALIZED (
  SELECT rule_id, sum(pass) AS pass, sum(fail) AS fail, sum(exempt) AS exempt, sum(unknown) AS unknown
  FROM compliance WHERE ifnull(:scope, 'product') IN (scope, 'all') GROUP BY rule_id
)
SELECT k.rule_id, k.title, k.target, k.severity, k.category, ifnull(c.pass + c.fail + c.exempt, 0) AS support,
  ifnull(c.fail + c.exempt, 0) AS violations,
  round(CAST(c.fail + c.exempt AS REAL) / nullif(c.pass + c.fail + c.exempt, 0), 6) AS violation_rate,
  ifnull(c.exempt, 0) AS exempt, ifnull(c.unknown, 0) AS unknown
FROM rule AS k LEFT JOIN c ON c.rule_id = k.rule_id
WHERE k.is_enabled = 1
ORDER BY k.rule_id;
