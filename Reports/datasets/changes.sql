-- title: What changed
-- description: Findings that came or ended since a day, and because of what: code that changed, files that came or went, or
--   what the crawl covers, rules or exemptions.
-- column change: new, first read (older, but no crawl had seen it before), fixed or gone; of code that did not change: found
--   now, found no more, exempt now or no longer exempt.
-- column cause: Of new ones: file changed, file added, or day came, such as the one after the support of an image ended.
--   Of those first read: repository added. Of fixed ones: file changed. Of gone ones: file deleted or repository left. Of
--   code that did not change: rules changed or exemptions changed.
-- column severity: Severity of the rule.
-- column findings: How many.
-- parameter as_of: Day of the report; the day of the last crawl where not given
-- parameter since: First day that counts; a month before as_of where not given
-- parameter scope: product, test, example, vendored, generated or all = product
WITH span AS (
  SELECT ifnull(:as_of, (SELECT date(max(started_at)) FROM scan)) AS as_of
),
bound AS (
  SELECT ifnull(:since, date(as_of, '-1 month')) AS since, date(as_of, '+1 day') AS until FROM span
),
event AS (
  SELECT 'new' AS change,
    CASE
      WHEN EXISTS (
        SELECT 1 FROM rule AS k CROSS JOIN file_version AS v
        CROSS JOIN content_finding AS d ON d.content_id = v.content_id AND d.rule_number = k.rule_number
        WHERE k.rule_id = n.rule_id AND v.file_id = n.file_id AND d.begins_on || 'T00:00:00Z' = n.first_seen)
      THEN 'day came'
      WHEN n.first_seen > (SELECT min(v.valid_from) FROM file_version AS v WHERE v.file_id = n.file_id) THEN 'file changed'
      WHEN r.history_from IS NULL AND r.present_from >= b.since THEN 'repository added'
      ELSE 'file added'
    END AS cause, n.severity
  FROM bound AS b CROSS JOIN finding AS n JOIN repository AS r ON r.repository_id = n.repository_id
  WHERE max(n.first_seen, CASE WHEN r.history_from IS NULL THEN r.present_from ELSE '' END) >= b.since
    AND n.first_seen < b.until AND ifnull(:scope, 'product') IN (n.scope, 'all')
  UNION ALL
  SELECT iif(n.status = 'fixed', 'fixed', 'gone'),
    CASE n.status WHEN 'fixed' THEN 'file changed' WHEN 'deleted' THEN 'file deleted' ELSE 'repository left' END, n.severity
  FROM bound AS b CROSS JOIN finding AS n
  WHERE n.fixed_at >= b.since AND n.fixed_at < b.until AND ifnull(:scope, 'product') IN (n.scope, 'all')
)
SELECT change, cause, severity, findings
FROM (
  SELECT iif(cause = 'repository added', 'first read', change) AS change, cause, severity, count(*) AS findings
  FROM event
  GROUP BY 1, 2, 3
  UNION ALL
  SELECT e.change, iif(j.cause = 'rules', 'rules changed', 'exemptions changed'), j.severity,
    sum(CASE e.change WHEN 'found now' THEN j.came WHEN 'found no more' THEN j.went WHEN 'exempt now' THEN j.exempted
      ELSE j.returned END)
  FROM bound AS b CROSS JOIN judgement_change AS j CROSS JOIN (
    SELECT 'found now' AS change UNION SELECT 'found no more' UNION SELECT 'exempt now' UNION SELECT 'no longer exempt'
  ) AS e
  WHERE j.judged_at >= b.since AND (j.judged_at < b.until OR :as_of IS NULL)
    AND ifnull(:scope, 'product') IN (j.scope, 'all')
  GROUP BY 1, 2, 3
)
WHERE findings > 0
ORDER BY CASE change WHEN 'new' THEN 1 WHEN 'first read' THEN 2 WHEN 'fixed' THEN 3 WHEN 'gone' THEN 4 ELSE 5 END, change,
  cause, CASE severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 WHEN 'low' THEN 4 ELSE 5 END;
