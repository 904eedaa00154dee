-- title: Images in use
-- description: Every image that a file names, by version, with how it is pinned and how many files and repositories use it.
-- column image: The image with its registry; empty where its name hangs on a variable.
-- column tag: Tag, or empty.
-- column pinned_by: digest, tag, floating (latest), none, or unknown.
-- column from_uses: Uses in FROM.
-- column other_uses: Uses in COPY --from, mounts and Compose services.
-- column files: Files that use it.
-- column repositories: Repositories that use it.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT i.registry || '/' || i.repository AS image, i.tag, ifnull(i.pinned_by, 'unknown') AS pinned_by,
  count(*) FILTER (WHERE i.usage = 'from') AS from_uses, count(*) FILTER (WHERE i.usage <> 'from') AS other_uses,
  count(DISTINCT f.file_id) AS files, count(DISTINCT f.repository_id) AS repositories
FROM current_file AS f JOIN image_use AS i ON i.content_id = f.content_id
WHERE ifnull(:scope, 'product') IN (f.scope, 'all')
GROUP BY 1, 2, 3
ORDER BY files DESC, image, i.tag, pinned_by;
