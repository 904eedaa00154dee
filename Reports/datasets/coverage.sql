-- title: Coverage
-- description: What was read in each repository, and what was not.
-- column repository: Name of the repository.
-- column status: scanned, empty, failed or skipped.
-- column reason: Why it is empty, failed or skipped.
-- column files: Container files in it.
-- column parsed: Read whole.
-- column partial: Read but for some lines.
-- column templates: Templates: kept out of rates.
-- column failed: Not understood.
-- column skipped: Not read: too large, a link, missing.
SELECT repository, status, reason, files, parsed, partial, templates, failed, skipped
FROM coverage
ORDER BY CASE status WHEN 'failed' THEN 1 WHEN 'skipped' THEN 2 WHEN 'empty' THEN 3 ELSE 4 END,
  failed + skipped DESC, partial DESC, repository;
