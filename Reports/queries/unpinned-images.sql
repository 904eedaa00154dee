-- title: Unpinned images
-- description: Every use of an image without a version, or with latest.
-- column image: The image with its registry.
-- column pinned_by: floating (latest) or none.
-- column usage: from, copy, mount or service.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column line: Line of the use.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT i.registry || '/' || i.repository AS image, i.pinned_by, i.usage, f.repository, f.path, i.line
FROM current_file AS f JOIN image_use AS i ON i.content_id = f.content_id
WHERE i.pinned_by IN ('floating', 'none') AND ifnull(:scope, 'product') IN (f.scope, 'all')
ORDER BY image, f.repository, f.path, i.line, i.usage;
