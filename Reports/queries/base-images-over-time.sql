-- title: Base images over time
-- description: Dockerfiles by the image that a stage of theirs builds on, at the end of each day, week, month, quarter or year.
-- column image: The image, without the registry where that is docker.io.
-- column tag: Its tag.
-- column period: The period, as 2026-08-03, 2026-08-03 (a week's Monday), 2026-08, 2026-Q3 or 2026.
-- column files: Files with a stage on it.
-- parameter image: The image's repository, normalised = library/debian
-- parameter tag: GLOB of its tags = *
-- parameter grain: day, week, month, quarter or year = quarter
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT iif(image_registry = 'docker.io', '', image_registry || '/') || image_repository AS image, tag, period,
  sum(files) AS files
FROM image_trend
WHERE image_repository = ifnull(:image, 'library/debian') AND ifnull(tag, '') GLOB ifnull(:tag, '*')
  AND grain = ifnull(:grain, 'quarter') AND ifnull(:scope, 'product') IN (scope, 'all')
GROUP BY image_registry, image_repository, tag, last_day HAVING sum(files) > 0
ORDER BY image, tag, last_day;
