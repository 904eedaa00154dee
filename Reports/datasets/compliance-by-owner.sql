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
WITH answer AS MATERIALIZED (
  SELECT owner, total(pass) AS pass, total(fail) AS fail, total(exempt) AS exempt, total(unknown) AS unknown
  FROM owner_change WHERE ifnull(:scope, 'product') IN (scope, 'all') GROUP BY owner
),
holding AS MATERIALIZED (
  SELECT o.owner, count(*) AS files
  FROM file_owner AS o JOIN current_file AS f ON f.file_id = o.file_id
  WHERE f.is_rated = 1 AND f.kind IN ('dockerfile', 'compose', 'dockerignore')
    AND ifnull(:scope, 'product') IN (f.scope, 'all')
  GROUP BY o.owner
)
SELECT h.owner, h.files, CAST(ifnull(a.pass, 0) AS INTEGER) AS pass, CAST(ifnull(a.fail, 0) AS INTEGER) AS fail,
  CAST(ifnull(a.exempt, 0) AS INTEGER) AS exempt, CAST(ifnull(a.unknown, 0) AS INTEGER) AS unknown,
  round(a.pass / nullif(a.pass + a.fail, 0), 4) AS rate,
  round(a.pass / nullif(a.pass + a.fail + a.exempt, 0), 4) AS strict_rate
FROM holding AS h LEFT JOIN answer AS a ON a.owner = h.owner
ORDER BY rate IS NULL, rate, h.owner;
