-- title: Containers that run as root
-- description: Images whose last stage names root as its user, or names none and builds on a public image.
-- column user_name: User in force at the end, or empty where the base image decides.
-- column image: Base image, as written.
-- column repository: Name of the repository.
-- column path: Path of the Dockerfile.
-- column line: Line of the USER in force, else of the FROM.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT s.user_name, s.image, f.repository, f.path, ifnull(s.user_line, s.line) AS line
FROM current_file AS f JOIN stage AS s ON s.content_id = f.content_id
WHERE s.is_final = 1 AND s.user_unresolved_variable IS NULL AND ifnull(:scope, 'product') IN (f.scope, 'all')
  AND (s.user_name IS NULL OR s.user_name IN ('root', '0') OR s.user_name GLOB 'root:*' OR s.user_name GLOB '0:*')
ORDER BY s.user_name IS NULL, f.repository, f.path;
