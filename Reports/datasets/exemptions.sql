-- title: Exemptions
-- description: Every suppression in a file as it is now and every waiver of the configuration, with its reason and how much it
--   exempts; one that exempts nothing can go.
-- column source: inline or configuration.
-- column tool: Whose syntax it is.
-- column rule: The rule as written there; * for all.
-- column repository: Repository of the file, or the waiver's GLOB of repositories.
-- column path: Path of the file, or the waiver's GLOB of paths.
-- column line: Line of the comment, or empty.
-- column reason: Why, where it says.
-- column granted_by: Who granted it, where it says.
-- column until: Last day it counts, or empty for ever.
-- column is_counted: 0 where the configuration says that this tool's do not count.
-- column findings: Findings it exempts now.
-- column state: used, unused, expired, not counted, unknown rule (there is none of that name), or other rule (one that only
--   the other tool has).
-- parameter as_of: Day of the report; the day of the last crawl where not given
WITH used AS MATERIALIZED (
  SELECT exemption_id, count(*) AS findings FROM finding_life WHERE status = 'exempt' AND exemption_id IS NOT NULL GROUP BY 1
),
waived AS MATERIALIZED (
  SELECT exemption_id, count(*) AS files FROM exemption_file GROUP BY 1
),
placed AS (
  SELECT e.*, f.repository, f.path FROM exemption AS e JOIN current_file AS f ON f.content_id = e.content_id
  WHERE e.source = 'inline'
  UNION ALL
  SELECT e.*, ifnull(e.repository_glob, '*'), ifnull(e.path_glob, '*') FROM exemption AS e WHERE e.source = 'configuration'
)
SELECT p.source, p.tool, p.rule, p.repository, p.path, p.line, p.reason, p.granted_by, p.until, p.is_counted,
  ifnull(u.findings, 0) AS findings,
  CASE
    WHEN p.is_counted = 0 THEN 'not counted'
    WHEN p.until < ifnull(:as_of, (SELECT date(max(started_at)) FROM scan)) THEN 'expired'
    WHEN NOT EXISTS (SELECT 1 FROM exemption_rule AS k WHERE k.exemption_id = p.exemption_id)
      THEN iif(p.tool = 'loadline', 'unknown rule', 'other rule')
    WHEN u.findings > 0 THEN 'used'
    ELSE 'unused'
  END AS state
FROM placed AS p
LEFT JOIN used AS u ON u.exemption_id = p.exemption_id
LEFT JOIN waived AS w ON w.exemption_id = p.exemption_id
ORDER BY p.source, p.repository, p.path, p.line, p.tool, p.rule, p.exemption_id;
