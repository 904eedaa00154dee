-- title: Who still builds on an image
-- description: Every FROM whose image, as repository:tag, starts with a text.
-- column image: The image with its registry and version.
-- column repository: Name of the repository.
-- column path: Path of the Dockerfile.
-- column line: Line of the FROM.
-- column ships: 1 where the stage is in the image that ships.
-- column since: Day since which the file has this content.
-- parameter image: Start of the image, such as debian:10, python or ghcr.io/org = debian:10
-- parameter scope: product, test, example, vendored, generated or all = product
WITH wanted AS (
  SELECT replace(ifnull(:image, 'debian:10'), 'docker.io/', '') AS text
)
SELECT s.registry || '/' || s.repository || ifnull(':' || s.tag, '') AS image, f.repository, f.path, s.line, s.ships,
  substr(f.since, 1, 10) AS since
FROM wanted AS w CROSS JOIN stage AS s JOIN current_file AS f ON f.content_id = s.content_id
WHERE s.base_kind = 'image' AND ifnull(:scope, 'product') IN (f.scope, 'all')
  AND (substr(replace(s.repository, 'library/', '') || ifnull(':' || s.tag, ''), 1, length(w.text)) = w.text
    OR substr(s.repository || ifnull(':' || s.tag, ''), 1, length(w.text)) = w.text
    OR substr(s.registry || '/' || s.repository || ifnull(':' || s.tag, ''), 1, length(w.text)) = w.text)
ORDER BY image, f.repository, f.path, s.line;
