-- title: Base images by year
-- description: Dockerfiles with a stage on each image at the end of each year, and what kind of image it is, as in studies of how
--   Dockerfiles evolve.
-- column year: The year; the last one up to the day of the study.
-- column kind: os, language or application, of the official images; other for all others.
-- column image_registry: Registry of the image.
-- column image_repository: Repository of the image, normalised.
-- column files: Files with a stage on it.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH state AS (
  SELECT period AS year, image_registry, image_repository, tag, sum(files) AS files
  FROM image_trend WHERE grain = 'year' AND ifnull(:scope, 'product') IN (scope, 'all')
  GROUP BY period, image_registry, image_repository, tag
)
SELECT year,
  CASE
    WHEN image_registry <> 'docker.io' OR image_repository NOT LIKE 'library/%' THEN 'other'
    WHEN substr(image_repository, 9) IN ('alpine', 'almalinux', 'amazonlinux', 'archlinux', 'busybox', 'centos', 'clearlinux',
      'debian', 'fedora', 'mageia', 'opensuse', 'oraclelinux', 'photon', 'rockylinux', 'sl', 'ubuntu', 'buildpack-deps')
      THEN 'os'
    WHEN substr(image_repository, 9) IN ('bash', 'clojure', 'dart', 'eclipse-temurin', 'elixir', 'erlang', 'gcc', 'golang',
      'gradle', 'groovy', 'haskell', 'ibmjava', 'java', 'jruby', 'julia', 'maven', 'mono', 'node', 'openjdk', 'perl', 'php',
      'pypy', 'python', 'r-base', 'rakudo-star', 'ruby', 'rust', 'sapmachine', 'swift')
      THEN 'language'
    ELSE 'application'
  END AS kind, image_registry, image_repository, sum(files) AS files
FROM state
GROUP BY year, image_registry, image_repository HAVING sum(files) > 0
ORDER BY year, kind, files DESC, image_registry, image_repository;
