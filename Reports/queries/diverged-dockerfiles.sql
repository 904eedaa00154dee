-- title: Copied Dockerfiles that have diverged
-- description: Dockerfiles of one beginning, the same first five instructions of at least eight, that go on differently.
-- column beginning: Their first instruction.
-- column files: Files of that beginning.
-- column versions: Different contents among them.
-- column repositories: Repositories they are in.
-- column example: One of the files.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH beginning AS (
  SELECT content_id, group_concat(keyword || ' ' || arguments, char(10)) AS text, max(iif(ordinal = 0, keyword || ' ' || arguments, '')) AS first
  FROM (
    SELECT i.content_id, i.ordinal, i.keyword, i.arguments FROM instruction AS i
    JOIN dockerfile AS d ON d.content_id = i.content_id
    WHERE i.ordinal < 5 AND d.instruction_count >= 8
      AND d.content_id IN (SELECT content_id FROM file_version WHERE valid_to IS NULL)
    ORDER BY i.content_id, i.ordinal)
  GROUP BY content_id
)
SELECT b.first AS beginning, count(*) AS files, count(DISTINCT f.content_id) AS versions,
  count(DISTINCT f.repository_id) AS repositories, min(f.repository || ': ' || f.path) AS example
FROM beginning AS b JOIN current_file AS f ON f.content_id = b.content_id
WHERE ifnull(:scope, 'product') IN (f.scope, 'all')
GROUP BY b.text HAVING count(DISTINCT f.content_id) > 1
ORDER BY versions DESC, files DESC, example;
