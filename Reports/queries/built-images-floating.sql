-- title: Images built here and floating there
-- description: Images that a Compose service builds, and that another file uses without a version.
-- column image: The image with its registry.
-- column built_in: Repository and Compose file that build it.
-- column repository: Repository of the file that uses it.
-- column path: That file.
-- column line: Line of the use.
-- column pinned_by: floating (latest) or none.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT DISTINCT u.registry || '/' || u.repository AS image, b.repository || ': ' || b.path AS built_in, f.repository,
  f.path, u.line, u.pinned_by
FROM image_build AS b
JOIN image_use AS u ON u.registry = b.registry AND u.repository = b.image_repository
JOIN current_file AS f ON f.content_id = u.content_id
WHERE u.pinned_by IN ('floating', 'none') AND ifnull(:scope, 'product') IN (f.scope, 'all')
ORDER BY image, built_in, f.repository, f.path, u.line;
