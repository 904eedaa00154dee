-- title: Images by how they are pinned
-- description: Uses of images counted by where they stand and how their version is fixed.
-- column usage: from, copy, mount or service.
-- column pinned_by: digest, tag, floating (latest), none, or unknown where the name hangs on a variable.
-- column uses: How many uses.
-- column files: In how many files.
-- column repositories: In how many repositories.
-- column share: Part of the uses of that kind, from 0 to 1.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH use AS MATERIALIZED (
  SELECT i.usage, ifnull(i.pinned_by, 'unknown') AS pinned_by, count(*) AS uses, count(DISTINCT f.file_id) AS files,
    count(DISTINCT f.repository_id) AS repositories
  FROM current_file AS f JOIN image_use AS i ON i.content_id = f.content_id
  WHERE ifnull(:scope, 'product') IN (f.scope, 'all')
  GROUP BY 1, 2
)
SELECT usage, pinned_by, uses, files, repositories,
  round(CAST(uses AS REAL) / sum(uses) OVER (PARTITION BY usage), 4) AS share
FROM use
ORDER BY usage, CASE pinned_by WHEN 'digest' THEN 1 WHEN 'tag' THEN 2 WHEN 'floating' THEN 3 WHEN 'none' THEN 4 ELSE 5 END;
