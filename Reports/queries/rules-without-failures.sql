-- title: Rules that everybody keeps
-- description: Rules that count and that no file fails, and how many files they were asked of.
-- column rule_id: The rule.
-- column title: The good state it asks for.
-- column severity: Its severity.
-- column pass: Files that pass.
-- column exempt: Files that are exempt.
-- column unknown: Files for which nobody can tell.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT k.rule_id, k.title, k.severity, ifnull(sum(c.pass), 0) AS pass, ifnull(sum(c.exempt), 0) AS exempt,
  ifnull(sum(c.unknown), 0) AS unknown
FROM rule AS k LEFT JOIN compliance AS c ON c.rule_id = k.rule_id AND ifnull(:scope, 'product') IN (c.scope, 'all')
WHERE k.is_enabled = 1
GROUP BY k.rule_id
HAVING ifnull(sum(c.fail), 0) = 0
ORDER BY pass DESC, k.rule_id;
