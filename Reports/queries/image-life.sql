-- title: How long images are supported
-- description: Every product release in the images in use, the one that ends first on top: what to move off next.
-- column product: The product and its release.
-- column supported_until: Last day of its security support; empty where none is announced.
-- column extended_until: Last day of a longer support, often for a fee.
-- column files: Files that use it.
-- column repositories: Repositories that use it.
-- column images: The images that hold it.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT product || ' ' || cycle AS product, supported_until, extended_until, count(DISTINCT file_id) AS files,
  count(DISTINCT repository) AS repositories, group_concat(DISTINCT reference) AS images
FROM image_status
WHERE product IS NOT NULL AND ifnull(:scope, 'product') IN (scope, 'all')
GROUP BY 1, 2, 3
ORDER BY supported_until IS NULL, supported_until, product;
