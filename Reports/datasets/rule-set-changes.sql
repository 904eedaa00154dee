-- title: Changes of the rule set
-- description: When rules came, changed or went, and what that did to the findings in code that did not change. Trends are drawn
--   under the rules in force now, so none of this bends them.
-- column judged_at: When everything was judged again.
-- column cause: rules or exemptions.
-- column rule_id: The rule.
-- column change: added, changed or removed; empty where exemptions changed.
-- column came: Findings that are told of since.
-- column went: Findings that are told of no more.
-- column exempted: Findings that were open and are exempt since.
-- column returned: Findings that were exempt and are open since.
SELECT s.judged_at, 'rules' AS cause, c.rule_id, c.change, ifnull(sum(j.came), 0) AS came, ifnull(sum(j.went), 0) AS went,
  ifnull(sum(j.exempted), 0) AS exempted, ifnull(sum(j.returned), 0) AS returned
FROM rule_set AS s JOIN rule_set_change AS c ON c.rule_set_id = s.rule_set_id
LEFT JOIN judgement_change AS j ON j.judged_at = s.judged_at AND j.rule_id = c.rule_id AND j.cause = 'rules'
WHERE s.rule_set_id > (SELECT min(rule_set_id) FROM rule_set)
GROUP BY s.rule_set_id, c.rule_id
UNION ALL
SELECT judged_at, cause, rule_id, NULL, sum(came), sum(went), sum(exempted), sum(returned)
FROM judgement_change WHERE cause = 'exemptions' GROUP BY judged_at, rule_id
ORDER BY judged_at DESC, cause DESC, rule_id;
