-- title: Base images in use
-- description: Every image that a FROM names, by version, most used first.
-- column image: The image with its registry.
-- column tag: Tag, or empty.
-- column pinned_by: digest, tag, floating (latest) or none.
-- column stages: Stages built on it.
-- column shipped: Of these, stages that are in an image that ships.
-- column files: Dockerfiles that use it.
-- column repositories: Repositories that use it.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT s.registry || '/' || s.repository AS image, s.tag, s.pinned_by, count(*) AS stages, sum(s.ships) AS shipped,
  count(DISTINCT f.file_id) AS files, count(DISTINCT f.repository_id) AS repositories
FROM current_file AS f JOIN stage AS s ON s.content_id = f.content_id
WHERE s.base_kind = 'image' AND ifnull(:scope, 'product') IN (f.scope, 'all')
GROUP BY 1, 2, 3
ORDER BY files DESC, image, s.tag, s.pinned_by;
