-- title: Who installs a package
-- description: Every command that installs a package of a name, with the version it asks for.
-- column manager: Package manager.
-- column package: The package.
-- column version: Version asked for, or empty.
-- column repository: Name of the repository.
-- column path: Path of the Dockerfile.
-- column line: Line.
-- parameter package: Name of the package, or a GLOB such as python3* = curl
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT p.manager, p.package, p.version, f.repository, f.path, p.line
FROM package_install AS p JOIN current_file AS f ON f.content_id = p.content_id
WHERE p.package GLOB ifnull(:package, 'curl') AND ifnull(:scope, 'product') IN (f.scope, 'all')
ORDER BY p.package, p.manager, f.repository, f.path, p.line, p.version;
