-- title: Open questions
-- description: What a rule would need to know and nobody can see from the files; never counted in a rate.
-- column rule_id: The rule.
-- column repository: Name of the repository.
-- column path: Path of the file.
-- column line: Line, or empty for the whole file.
-- column needs: What is not known, such as the value of a variable.
-- column message: The question.
-- parameter scope: product, test, example, vendored, generated or all = product
SELECT rule_id, repository, path, line, needs, message
FROM open_question
WHERE ifnull(:scope, 'product') IN (scope, 'all')
ORDER BY repository, path, line, rule_id, needs, message;
