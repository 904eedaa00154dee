-- title: Exemptions that can go
-- description: Suppressions and waivers that exempt nothing now: the finding is gone, they have expired, or no rule has that
--   name. Comments for rules that only another tool has are left out.
-- column source: inline or configuration.
-- column tool: Whose syntax it is.
-- column rule: The rule as written there; * for all.
-- column repository: Repository of the file, or the waiver's GLOB of repositories.
-- column path: Path of the file, or the waiver's GLOB of paths.
-- column line: Line of the comment, or empty.
-- column reason: Why, where it says.
-- column until: Last day it counts, or empty for ever.
WITH unused AS (
  SELECT * FROM exemption WHERE exemption_id NOT IN (
    SELECT exemption_id FROM finding_life WHERE status = 'exempt' AND exemption_id IS NOT NULL)
    AND (tool = 'loadline' OR exemption_id IN (SELECT exemption_id FROM exemption_rule))
)
SELECT e.source, e.tool, e.rule, f.repository, f.path, e.line, e.reason, e.until
FROM unused AS e JOIN current_file AS f ON f.content_id = e.content_id
WHERE e.source = 'inline'
UNION ALL
SELECT e.source, e.tool, e.rule, ifnull(e.repository_glob, '*'), ifnull(e.path_glob, '*'), NULL, e.reason, e.until
FROM unused AS e WHERE e.source = 'configuration'
ORDER BY source, repository, path, line, tool, rule;
