extension SchemaPart {
  static let judgementViews = SchemaPart(
    name: "judgement",
    sql: """
      CREATE VIEW content_result ( -- A rule's answer for a content; where there is no row, the rule does not apply.
        content_id, -- The content.
        rule_number, -- The rule.
        outcome, -- pass, fail, exempt, unknown or error.
        begins_on -- The day from which the answer is that, before which it was pass; NULL where it always was.
      ) AS
      SELECT c.content_id, r.rule_number, coalesce(a.outcome, 'pass'), a.begins_on
      FROM content_applicability AS c
      JOIN applicability_rule AS r ON r.applicability_id = c.applicability_id
      LEFT JOIN content_answer AS a ON a.content_id = c.content_id AND a.rule_number = r.rule_number;

      CREATE VIEW finding ( -- Every finding, open or ended, with its place and its rule.
        finding_id, -- Key; it may change when everything is judged again.
        rule_id, -- The rule.
        severity, -- The rule's severity.
        category, -- The rule's category.
        repository, -- Name of the repository.
        path, -- Path of the file.
        line, -- Line, or NULL for the whole file.
        subject, -- What it is about.
        message, -- What is wrong.
        status, -- open, exempt, fixed, deleted or left.
        first_seen, -- When it came.
        first_commit, -- Commit that brought it, or NULL.
        fixed_at, -- When it ended, or NULL.
        fixed_commit, -- Commit that ended it, or NULL.
        age_days, -- Days from when it came until it ended, or until the last crawl.
        exemption_reason, -- Why it is exempt, where it says.
        kind, -- dockerfile, compose, dockerignore, env or codeowners: the kind of its file.
        scope, -- Scope of its file.
        file_id, -- Key of the file.
        repository_id -- Key of the repository.
      ) AS
      SELECT l.finding_id, k.rule_id, k.severity, k.category, r.name, f.path, l.line, l.subject, l.message, l.status,
        l.first_seen, l.first_commit, l.ended_at, l.ended_commit,
        CAST(julianday(coalesce(l.ended_at, (SELECT max(started_at) FROM scan), l.first_seen))
          - julianday(l.first_seen) AS INTEGER),
        e.reason, f.kind, f.scope, l.file_id, l.repository_id
      FROM finding_life AS l
      JOIN rule AS k ON k.rule_number = l.rule_number
      JOIN file AS f ON f.file_id = l.file_id
      JOIN repository AS r ON r.repository_id = l.repository_id
      LEFT JOIN exemption AS e ON e.exemption_id = l.exemption_id
      WHERE l.kind = 'violation';

      CREATE VIEW open_question ( -- What a rule would need to know and cannot see, in files as they are now.
        rule_id, -- The rule.
        repository, -- Name of the repository.
        path, -- Path of the file.
        line, -- Line, or NULL.
        needs, -- What nobody can see from here, such as a variable's value.
        message, -- The question.
        scope, -- Scope of the file.
        file_id, -- Key of the file.
        repository_id -- Key of the repository.
      ) AS
      SELECT k.rule_id, r.name, f.path, l.line, l.subject, l.message, f.scope, l.file_id, l.repository_id
      FROM finding_life AS l
      JOIN rule AS k ON k.rule_number = l.rule_number
      JOIN file AS f ON f.file_id = l.file_id
      JOIN repository AS r ON r.repository_id = l.repository_id
      WHERE l.kind = 'unknown' AND l.status = 'open';

      CREATE VIEW applicable_result ( -- The answer of each rule for each rated file as it is now, where the rule applies.
        file_id, -- Key of the file.
        rule_number, -- Key of the rule.
        repository_id, -- Key of the file's repository.
        scope, -- Scope of the file.
        outcome -- pass, fail, exempt, unknown or error.
      ) AS
      SELECT f.file_id, c.rule_number, f.repository_id, f.scope,
        \(adjustedOutcome)
      FROM current_file AS f JOIN content_result AS c ON c.content_id = f.content_id
      WHERE f.is_rated = 1
      UNION ALL
      SELECT f.file_id, c.rule_number, f.repository_id, f.scope,
        \(adjustedOutcome)
      FROM current_file AS f JOIN file_result AS c ON c.file_id = f.file_id
      WHERE f.is_rated = 1 AND c.valid_to IS NULL;

      CREATE VIEW control_result ( -- Each rule for each file it could judge, as it is now: the six answers.
        rule_id, -- The rule.
        repository, -- Name of the repository.
        path, -- Path of the file.
        outcome, -- pass, fail, exempt, not_applicable, unknown or error.
        severity, -- The rule's severity.
        category, -- The rule's category.
        scope, -- Scope of the file.
        file_id, -- Key of the file.
        repository_id -- Key of the repository.
      ) AS
      SELECT k.rule_id, f.repository, f.path, coalesce(a.outcome, 'not_applicable'), k.severity, k.category, f.scope,
        f.file_id, f.repository_id
      FROM current_file AS f
      JOIN rule AS k ON k.is_enabled = 1
        AND (k.target = f.kind OR (k.target IN ('repository', 'organisation') AND f.kind IN ('dockerfile', 'compose', 'dockerignore')))
      LEFT JOIN applicable_result AS a ON a.file_id = f.file_id AND a.rule_number = k.rule_number
      WHERE f.is_rated = 1;

      CREATE VIEW pattern_use ( -- Each pattern for each file that could use it, as it is now.
        pattern_id, -- The pattern.
        repository, -- Name of the repository.
        path, -- Path of the file.
        scope, -- Scope of the file.
        is_adopted, -- 1 where the file uses it.
        line -- First line of its use, or NULL.
      ) AS
      SELECT a.pattern_id, f.repository, f.path, f.scope, a.is_adopted, a.line
      FROM pattern_adoption AS a JOIN current_file AS f ON f.content_id = a.content_id
      WHERE f.is_rated = 1
      UNION ALL
      SELECT a.pattern_id, f.repository, f.path, f.scope, a.is_adopted, a.line
      FROM pattern_adoption AS a JOIN current_file AS f ON f.file_id = a.file_id
      WHERE f.is_rated = 1;
      """)

  static let complianceViews = SchemaPart(
    name: "compliance",
    sql: """
      CREATE VIEW compliance ( -- Answers counted by rule, repository and scope, as it is now.
        rule_id, -- The rule.
        title, -- Its title.
        severity, -- Its severity.
        category, -- Its category.
        repository, -- Name of the repository.
        scope, -- Scope of the files.
      \(answerColumns)
      ) AS
      SELECT k.rule_id, k.title, k.severity, k.category, r.name, g.scope, g.pass, g.fail, g.exempt, g.unknown, g.error,
        CAST(g.pass AS REAL) / nullif(g.pass + g.fail, 0), CAST(g.pass AS REAL) / nullif(g.pass + g.fail + g.exempt, 0)
      FROM result_count AS g
      JOIN rule AS k ON k.rule_number = g.rule_number
      JOIN repository AS r ON r.repository_id = g.repository_id;

      CREATE VIEW severity_weight ( -- The weight of each severity in a score.
        severity, -- The severity.
        weight -- Its weight.
      ) AS
      VALUES ('critical', 10), ('high', 5), ('medium', 3), ('low', 1), ('info', 0);

      CREATE VIEW score ( -- One figure a repository and scope: the weight of what passes in the weight of what passes or fails.
        repository, -- Name of the repository.
        scope, -- Scope of the files.
        score, -- From 0 to 1; NULL where nothing was judged.
        passed_weight, -- Sum of the weights of (rule, file) pairs that pass.
        judged_weight -- Sum of the weights of (rule, file) pairs that pass or fail.
      ) AS
      SELECT c.repository, c.scope, CAST(sum(c.pass * w.weight) AS REAL) / nullif(sum((c.pass + c.fail) * w.weight), 0),
        sum(c.pass * w.weight), sum((c.pass + c.fail) * w.weight)
      FROM compliance AS c JOIN severity_weight AS w ON w.severity = c.severity
      GROUP BY c.repository, c.scope;
      """)
}
