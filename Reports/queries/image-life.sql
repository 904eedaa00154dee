-- title: How long images are supported
-- description: Every product release in the images in use, the one that ends first on top: what to move off next.
-- column product: The product and its release.
-- column supported_until: Last day of its security support; empty where none is announced.
-- column extended_until: Last day of a longer support, often for a fee.
-- column files: Files that use it.
-- column repositories: Repositories that use it.
-- column images: The images that hold it.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH used AS MATERIALIZED (
  SELECT product || ' ' || cycle AS product, supported_until, extended_until, file_id, repository, reference
  FROM image_status WHERE product IS NOT NULL AND ifnull(:scope, 'product') IN (scope, 'all')
),
in_file AS (SELECT product, count(*) AS files FROM (SELECT DISTINCT product, file_id FROM used) GROUP BY product),
in_repository AS (
  SELECT product, count(*) AS repositories FROM (SELECT DISTINCT product, repository FROM used) GROUP BY product
),
named AS (
  SELECT product, supported_until, extended_until, group_concat(reference) AS images
  FROM (SELECT DISTINCT product, supported_until, extended_until, reference FROM used ORDER BY reference)
  GROUP BY 1, 2, 3
)
SELECT n.product, n.supported_until, n.extended_until, f.files, r.repositories, n.images
FROM named AS n JOIN in_file AS f ON f.product = n.product JOIN in_repository AS r ON r.product = n.product
ORDER BY n.supported_until IS NULL, n.supported_until, n.product;
