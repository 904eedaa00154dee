-- title: Compliance by severity
-- description: Answers counted by the severity of the rule.
-- column severity: critical, high, medium, low or info.
-- column rules: Rules behind it.
-- column pass: (Rule, file) pairs that pass.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column unknown: (Rule, file) pairs for which nobody can tell.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- column strict_rate: Strict rate: pass / (pass + fail + exempt), from 0 to 1.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT c.severity, count(DISTINCT c.rule_id) AS rules, sum(c.pass) AS pass, sum(c.fail) AS fail, sum(c.exempt) AS exempt,
  sum(c.unknown) AS unknown,
  round(CAST(sum(c.pass) AS REAL) / nullif(sum(c.pass + c.fail), 0), 4) AS rate,
  round(CAST(sum(c.pass) AS REAL) / nullif(sum(c.pass + c.fail + c.exempt), 0), 4) AS strict_rate
FROM compliance AS c
WHERE ifnull(:scope, 'product') IN (c.scope, 'all')
GROUP BY c.severity
ORDER BY CASE c.severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 WHEN 'low' THEN 4 ELSE 5 END;
