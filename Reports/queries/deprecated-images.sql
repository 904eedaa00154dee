-- title: Images that nobody builds any more
-- description: Every use of an image that was given up or moved, and what its makers, or the policy, name instead.
-- column image: The image with its registry.
-- column deprecated_since: Since when.
-- column successor: The image to use instead, or empty.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column line: Line of the use.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT DISTINCT registry || '/' || image_repository AS image, deprecated_since, successor, repository, path, line
FROM image_status
WHERE deprecated_since IS NOT NULL AND ifnull(:scope, 'product') IN (scope, 'all')
ORDER BY image, repository, path, line;
