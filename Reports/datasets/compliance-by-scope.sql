-- title: Compliance by scope
-- description: Answers counted by what a file belongs to; only product counts in the headline.
-- column scope: product, test, example, vendored or generated.
-- column rules: Rules behind it.
-- column pass: (Rule, file) pairs that pass.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column unknown: (Rule, file) pairs for which nobody can tell.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- column strict_rate: Strict rate: pass / (pass + fail + exempt), from 0 to 1.
SELECT c.scope, count(DISTINCT c.rule_id) AS rules, sum(c.pass) AS pass, sum(c.fail) AS fail, sum(c.exempt) AS exempt,
  sum(c.unknown) AS unknown,
  round(CAST(sum(c.pass) AS REAL) / nullif(sum(c.pass + c.fail), 0), 4) AS rate,
  round(CAST(sum(c.pass) AS REAL) / nullif(sum(c.pass + c.fail + c.exempt), 0), 4) AS strict_rate
FROM compliance AS c
GROUP BY c.scope
ORDER BY CASE c.scope WHEN 'product' THEN 1 WHEN 'test' THEN 2 WHEN 'example' THEN 3 WHEN 'vendored' THEN 4 ELSE 5 END;
