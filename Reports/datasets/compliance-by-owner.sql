-- title: Compliance by owner
-- description: Answers counted by who owns the file, from CODEOWNERS or the configuration; a file of two owners counts for
--   both, and empty where nothing says who owns any file.
-- column owner: Team or person, as written.
-- column files: Files of theirs that were judged.
-- column pass: (Rule, file) pairs that pass.
-- column fail: (Rule, file) pairs that fail.
-- column exempt: (Rule, file) pairs that would fail but are exempt.
-- column unknown: (Rule, file) pairs for which nobody can tell.
-- column rate: Adjusted rate: pass / (pass + fail), from 0 to 1.
-- column strict_rate: Strict rate: pass / (pass + fail + exempt), from 0 to 1.
-- parameter scope: product, test, example, vendored, generated or all = product
WITH answer AS (
  SELECT f.file_id, total(a.outcome = 'pass') AS pass, total(a.outcome = 'fail') AS fail,
    total(a.outcome = 'exempt') AS exempt, total(a.outcome = 'unknown') AS unknown
  FROM (SELECT DISTINCT file_id FROM file_owner) AS o
  JOIN current_file AS f ON f.file_id = o.file_id
  JOIN applicable_result AS a ON a.file_id = f.file_id
  WHERE ifnull(:scope, 'product') IN (f.scope, 'all')
  GROUP BY f.file_id
)
SELECT o.owner, count(*) AS files, CAST(total(a.pass) AS INTEGER) AS pass, CAST(total(a.fail) AS INTEGER) AS fail,
  CAST(total(a.exempt) AS INTEGER) AS exempt, CAST(total(a.unknown) AS INTEGER) AS unknown,
  round(total(a.pass) / nullif(total(a.pass + a.fail), 0), 4) AS rate,
  round(total(a.pass) / nullif(total(a.pass + a.fail + a.exempt), 0), 4) AS strict_rate
FROM file_owner AS o JOIN answer AS a ON a.file_id = o.file_id
GROUP BY o.owner
ORDER BY rate IS NULL, rate, o.owner;
