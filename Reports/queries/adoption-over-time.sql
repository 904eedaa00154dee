-- title: Adoption of patterns over time
-- description: How many of the files that could use a pattern do, such as multi-stage builds, health checks or named volumes, at
--   the end of each day, week, month, quarter or year.
-- column pattern_id: The pattern.
-- column period: The period, as 2026-08-03, 2026-08-03 (a week's Monday), 2026-08, 2026-Q3 or 2026.
-- column possible: Files that could use it.
-- column adopted: Files that use it.
-- column adoption: adopted / possible, from 0 to 1.
-- parameter pattern: One pattern; all where not given
-- parameter grain: day, week, month, quarter or year = month
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT pattern_id, period, sum(possible) AS possible, sum(adopted) AS adopted,
  round(CAST(sum(adopted) AS REAL) / nullif(sum(possible), 0), 4) AS adoption
FROM pattern_trend
WHERE grain = ifnull(:grain, 'month') AND ifnull(:scope, 'product') IN (scope, 'all')
  AND pattern_id = ifnull(:pattern, pattern_id)
GROUP BY pattern_id, last_day
ORDER BY pattern_id, last_day;
