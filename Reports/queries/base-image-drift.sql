-- title: Base images at several versions
-- description: Every base image that the organisation uses at more than one version, the widest spread first.
-- column image: The image with its registry.
-- column versions: How many versions are in use.
-- column tags: The versions, without their variants.
-- column files: Dockerfiles that build on it.
-- column repositories: Repositories that do.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH use AS (
  SELECT u.registry || '/' || u.repository AS image, substr(u.tag, 1, instr(u.tag || '-', '-') - 1) AS version,
    f.file_id, f.repository_id
  FROM current_file AS f JOIN image_use AS u ON u.content_id = f.content_id
  WHERE u.usage = 'from' AND u.tag IS NOT NULL AND ifnull(:scope, 'product') IN (f.scope, 'all')
)
SELECT image, count(DISTINCT version) AS versions, group_concat(DISTINCT version) AS tags,
  count(DISTINCT file_id) AS files, count(DISTINCT repository_id) AS repositories
FROM use GROUP BY image HAVING count(DISTINCT version) > 1
ORDER BY versions DESC, files DESC, image;
