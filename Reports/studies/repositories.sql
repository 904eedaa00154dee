-- title: Repositories
-- description: What was studied: every repository with its container files, up to the day of the study.
-- column repository: Name of the repository.
-- column history_from: Since when its history is known; empty where only the present is.
-- column files: Container files in it on that day.
-- column versions: Versions of container files that it ever had.
-- column contents: Distinct contents among these.
-- column last_change: When one of its container files last came, changed or went.
SELECT r.name AS repository, r.history_from, count(DISTINCT iif(v.valid_to IS NULL, v.file_id, NULL)) AS files,
  count(v.file_version_id) AS versions, count(DISTINCT v.content_id) AS contents,
  max(max(ifnull(v.valid_from, ''), ifnull(v.valid_to, ''))) AS last_change
FROM repository AS r
LEFT JOIN file AS f ON f.repository_id = r.repository_id
LEFT JOIN file_version AS v ON v.file_id = f.file_id
GROUP BY r.repository_id
ORDER BY r.name;
