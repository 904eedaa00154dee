-- title: Images that break the policy
-- description: Every use of an image that image_policy in loadline.yml denies, does not allow, or wants named by digest.
-- column policy: denied, not allowed or not pinned.
-- column image: The image with its registry.
-- column tag: Its tag, or empty.
-- column successor: The image to use instead, or empty.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column line: Line of the use.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT DISTINCT policy, registry || '/' || image_repository AS image, tag, successor, repository, path, line
FROM image_status
WHERE policy <> 'allowed' AND ifnull(:scope, 'product') IN (scope, 'all')
ORDER BY policy, image, tag, repository, path, line;
