-- title: Diagnostics
-- description: Everything that could not be read, decoded or parsed, or was left out, and why.
-- column severity: error (something is missing from the facts), warning or info.
-- column kind: Short name of the trouble.
-- column repository: Name of the repository, or empty for what lies outside any.
-- column path: Path of the file, or of what could not be read.
-- column line: Line, or empty.
-- column message: What happened, and what to do.
SELECT severity, kind, repository, path, line, message
FROM file_diagnostic
ORDER BY CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, kind, repository, path, line, message;
