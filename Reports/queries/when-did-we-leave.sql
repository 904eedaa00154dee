-- title: When did we leave an image
-- description: Since when and until when each repository had Dockerfiles on an image, such as Debian 10, and how many at most.
-- column repository: Name of the repository.
-- column first_day: Day on which its first file came to it.
-- column left_on: Day on which its last file left it; empty where some are still on it.
-- column most_files: Most files at once.
-- column files: Files on it now.
-- parameter image: The image's repository, normalised = library/debian
-- parameter tag: GLOB of its tags = 10*
-- parameter scope: product, test, example, vendored, generated or all = product
WITH state AS (
  SELECT repository_id, day, sum(sum(files)) OVER (PARTITION BY repository_id ORDER BY day) AS files
  FROM image_change
  WHERE image_repository = ifnull(:image, 'library/debian') AND ifnull(tag, '') GLOB ifnull(:tag, '10*')
    AND ifnull(:scope, 'product') IN (scope, 'all')
  GROUP BY repository_id, day
),
span AS (
  SELECT repository_id, min(day) AS first_day, max(day) AS last_day, max(files) AS most_files FROM state GROUP BY repository_id
)
SELECT r.name AS repository, s.first_day, iif(l.files = 0, s.last_day, NULL) AS left_on, s.most_files, l.files
FROM span AS s JOIN state AS l ON l.repository_id = s.repository_id AND l.day = s.last_day
JOIN repository AS r ON r.repository_id = s.repository_id
ORDER BY l.files DESC, left_on DESC, r.name;
