-- title: Framework controls
-- description: Each control of each framework, with the rules that give evidence for it and their rate; no rule means no
--   evidence, which is neither good nor bad.
-- column framework_id: The framework.
-- column framework: Its name and edition.
-- column control_id: Number of the control.
-- column control: What it asks for.
-- column rules: Rules that give evidence for it, parted by blanks.
-- column pass: (Rule, file) pairs that pass.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column unknown: (Rule, file) pairs for which nobody can tell.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- column strict_rate: Strict rate: pass / (pass + fail + exempt), from 0 to 1.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH c AS MATERIALIZED (
  SELECT rule_id, sum(pass) AS pass, sum(fail) AS fail, sum(exempt) AS exempt, sum(unknown) AS unknown
  FROM compliance WHERE ifnull(:scope, 'product') IN (scope, 'all') GROUP BY rule_id
),
evidence AS MATERIALIZED (
  SELECT k.framework_id, k.control_id, group_concat(k.rule_id, ' ') AS rules, total(c.pass) AS pass, total(c.fail) AS fail,
    total(c.exempt) AS exempt, total(c.unknown) AS unknown
  FROM (SELECT * FROM rule_control ORDER BY framework_id, control_id, rule_id) AS k
  LEFT JOIN c ON c.rule_id = k.rule_id
  GROUP BY k.framework_id, k.control_id
)
SELECT w.framework_id, w.title || ' ' || w.version AS framework, t.control_id, t.title AS control, e.rules,
  CAST(ifnull(e.pass, 0) AS INTEGER) AS pass, CAST(ifnull(e.fail, 0) AS INTEGER) AS fail,
  CAST(ifnull(e.exempt, 0) AS INTEGER) AS exempt, CAST(ifnull(e.unknown, 0) AS INTEGER) AS unknown,
  round(e.pass / nullif(e.pass + e.fail, 0), 4) AS rate,
  round(e.pass / nullif(e.pass + e.fail + e.exempt, 0), 4) AS strict_rate
FROM framework_control AS t
JOIN framework AS w ON w.framework_id = t.framework_id
LEFT JOIN evidence AS e ON e.framework_id = t.framework_id AND e.control_id = t.control_id
ORDER BY w.framework_id, CAST(t.control_id AS INTEGER),
  CAST(substr(t.control_id, instr(t.control_id, '.') + 1) AS INTEGER), t.control_id;
