-- title: Dockerfiles copied between repositories
-- description: Contents that lie in several repositories, byte by byte the same, most copies first.
-- column blob_id: Git's id of the content.
-- column copies: Files that have it.
-- column repositories: Repositories that have it.
-- column size: Its size in bytes.
-- column example: One place of it.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT c.blob_id, count(*) AS copies, count(DISTINCT f.repository_id) AS repositories, c.size,
  min(f.repository || '/' || f.path) AS example
FROM current_file AS f JOIN content AS c ON c.content_id = f.content_id
WHERE f.kind = 'dockerfile' AND c.size > 0 AND ifnull(:scope, 'product') IN (f.scope, 'all')
GROUP BY c.content_id
HAVING count(DISTINCT f.repository_id) > 1
ORDER BY copies DESC, c.blob_id;
