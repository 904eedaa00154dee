extension SchemaPart {
  /// What was the case when, file by file: the fine grain that the tables of changes are sums of.
  static let fileHistoryViews = SchemaPart(
    name: "trend",
    sql: """
      CREATE VIEW file_answer ( -- Each rule's answer for each rated file, from one time until another.
        repository_id, -- Key of the file's repository.
        file_id, -- Key of the file.
        scope, -- Scope of the file.
        rule_number, -- Key of the rule.
        outcome, -- pass, fail, exempt, unknown or error; where there is no row, the rule did not apply.
        valid_from, -- From when: the version began, or the day of a rule with a clock came.
        valid_to -- Until when, or NULL while it holds.
      ) AS
      SELECT f.repository_id, f.file_id, f.scope, c.rule_number,
        CASE WHEN p.is_before THEN 'pass' ELSE \(adjustedOutcome) END,
        CASE WHEN p.is_before = 0 AND c.begins_on > v.valid_from THEN min(c.begins_on, ifnull(v.valid_to, '9'))
          ELSE v.valid_from END,
        CASE WHEN p.is_before THEN min(c.begins_on, ifnull(v.valid_to, '9')) ELSE v.valid_to END
      FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id
      JOIN content_result AS c ON c.content_id = v.content_id
      JOIN (SELECT 0 AS is_before UNION ALL SELECT 1) AS p ON p.is_before = 0 OR c.begins_on > v.valid_from
      WHERE f.is_template = 0
      UNION ALL
      SELECT f.repository_id, f.file_id, f.scope, c.rule_number, \(adjustedOutcome), c.valid_from, c.valid_to
      FROM file AS f JOIN file_result AS c ON c.file_id = f.file_id
      WHERE f.is_template = 0;

      CREATE VIEW file_adoption ( -- Whether each rated file used each pattern that it could use, from one time until another.
        repository_id, -- Key of the file's repository.
        file_id, -- Key of the file.
        scope, -- Scope of the file.
        pattern_id, -- The pattern.
        is_adopted, -- 1 where it was used.
        valid_from, -- From when.
        valid_to -- Until when, or NULL while it holds.
      ) AS
      SELECT f.repository_id, f.file_id, f.scope, a.pattern_id, a.is_adopted, v.valid_from, v.valid_to
      FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id
      JOIN pattern_adoption AS a ON a.content_id = v.content_id
      WHERE f.is_template = 0
      UNION ALL
      SELECT f.repository_id, f.file_id, f.scope, a.pattern_id, a.is_adopted, a.valid_from, a.valid_to
      FROM file AS f JOIN pattern_adoption AS a ON a.file_id = f.file_id
      WHERE f.is_template = 0;

      CREATE VIEW file_base_image ( -- The images that each rated Dockerfile built on, from one time until another.
        repository_id, -- Key of the file's repository.
        file_id, -- Key of the file.
        scope, -- Scope of the file.
        image_registry, -- Of the image: registry, such as docker.io.
        image_repository, -- Of the image: repository, normalised, such as library/debian.
        tag, -- Of the image: tag, or NULL.
        valid_from, -- From when.
        valid_to -- Until when, or NULL while it holds.
      ) AS
      SELECT DISTINCT f.repository_id, f.file_id, f.scope, s.registry, s.repository, s.tag, v.valid_from, v.valid_to
      FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id
      JOIN stage AS s ON s.content_id = v.content_id
      WHERE f.is_template = 0 AND s.base_kind = 'image' AND s.registry IS NOT NULL AND s.repository IS NOT NULL;
      """)

  /// A waiver turns a failure into an exemption.
  static let adjustedOutcome = """
    CASE WHEN c.outcome = 'fail' AND EXISTS (
      SELECT 1 FROM exemption_file AS x JOIN exemption_rule AS e ON e.exemption_id = x.exemption_id
      WHERE x.file_id = f.file_id AND e.rule_number = c.rule_number
    ) THEN 'exempt' ELSE c.outcome END
    """

  static let trendViews = SchemaPart(
    name: "trend",
    sql: [
      answerTrend(
        "rule_trend", "Answers counted by rule, at the end of each day, week, month, quarter and year.",
        of: ("rule_id", "The rule.", "k.rule_id"),
        in: "rule AS k CROSS JOIN rule_change AS c ON c.rule_number = k.rule_number"),
      answerTrend(
        "repository_trend", "The same by repository, all rules together.",
        of: ("repository", "Name of the repository.", "r.name"),
        in: "repository AS r CROSS JOIN repository_change AS c ON c.repository_id = r.repository_id"),
      answerTrend(
        "owner_trend", "The same by who owns the files now; a file of two owners counts for both.",
        of: ("owner", "Team or person.", "c.owner"), in: "owner_change AS c", isSummed: true),
      answerTrend(
        "category_trend", "The same by theme of the rules.", of: ("category", "The theme.", "k.category"),
        in: "rule_change AS c JOIN rule AS k ON k.rule_number = c.rule_number", isSummed: true),
      answerTrend(
        "severity_trend", "The same by severity of the rules, as it is now.",
        of: ("severity", "The severity.", "k.severity"),
        in: "rule_change AS c JOIN rule AS k ON k.rule_number = c.rule_number", isSummed: true),
      answerTrend(
        "control_trend", "The same by the controls of frameworks that rules give evidence for.",
        of: ("control", "Framework and number, such as 'cis-docker 4.2'.", "t.framework_id || ' ' || t.control_id"),
        in: """
          rule_control AS t JOIN rule AS k ON k.rule_id = t.rule_id JOIN rule_change AS c ON c.rule_number = k.rule_number
          """, isSummed: true),
      answerTrend(
        "total_trend", "The same of everything together.", of: ("total", "Always all.", "'all'"),
        in: "rule_change AS c", isSummed: true),
      ruleInRepository, united, usage,
    ].joined(separator: "\n"))

  private static let answers = ["pass", "fail", "exempt", "unknown", "error"]

  private static func columns(_ prefix: String) -> String {
    answers.map { prefix + $0 }.joined(separator: ", ")
  }

  /// A view of states at the ends of periods. A day's state holds until the next day with a change, and each period asks for
  /// the state that holds on its last day: one walk through the changes and one look into the calendar for each.
  private static func answerTrend(
    _ name: String, _ description: String, of value: (name: String, description: String, source: String),
    in source: String, isSummed: Bool = false
  ) -> String {
    let measures = answers.map { isSummed ? "sum(c.\($0)) AS \($0)" : "c.\($0)" }.joined(separator: ", ")
    return """
      CREATE VIEW \(name) ( -- \(description)
      \(periodColumns)
        \(value.name), -- \(value.description)
        scope, -- Scope of the files.
      \(answerColumns)
      ) AS
      SELECT p.grain, p.period, p.last_day, s.value, s.scope, \(columns("s.")), \(rates)
      FROM (
        SELECT value, scope, day, lead(day, 1, '9999') OVER so_far AS until, \(runningSums)
        FROM (
          SELECT \(value.source) AS value, c.scope, c.day, \(measures)
          FROM \(source) \(isSummed ? "GROUP BY \(value.source), c.scope, c.day" : "")
        )
        WINDOW so_far AS (PARTITION BY value, scope ORDER BY day)
      ) AS s
      \(periods)

      """
  }

  private static let runningSums = answers.map { "sum(\($0)) OVER so_far AS \($0)" }.joined(separator: ", ")

  private static let rates = """
    CAST(s.pass AS REAL) / nullif(s.pass + s.fail, 0), CAST(s.pass AS REAL) / nullif(s.pass + s.fail + s.exempt, 0)
    """

  private static let periods = """
    CROSS JOIN period AS p ON p.last_day >= s.day AND p.last_day < s.until
    WHERE p.first_day <= (SELECT max(started_at) FROM scan);
    """

  private static let periodColumns = """
      grain, -- day, week, month, quarter or year.
      period, -- The period, as 2026-08-03, 2026-08-03 (a week's Monday), 2026-08, 2026-Q3 or 2026.
      last_day, -- Its last day, at whose end it is counted; the one that runs is counted as of the last crawl.
    """

  /// What every view of answers counts.
  static let answerColumns = """
      pass, -- Files that pass.
      fail, -- Files that fail.
      exempt, -- Files that would fail but are exempt.
      unknown, -- Files for which nobody can tell.
      error, -- Files that the rule could not judge.
      rate, -- pass / (pass + fail), from 0 to 1; NULL where neither. The adjusted rate.
      strict_rate -- pass / (pass + fail + exempt), from 0 to 1; NULL where none of them.
    """

  private static let ruleInRepository = """
    CREATE VIEW result_trend ( -- Answers counted by rule and repository, at the end of each period: ask for one repository.
    \(periodColumns)
      rule_id, -- The rule.
      repository, -- Name of the repository.
      scope, -- Scope of the files.
    \(answerColumns)
    ) AS
    SELECT p.grain, p.period, p.last_day, s.rule_id, s.repository, s.scope, \(columns("s.")), \(rates)
    FROM (
      SELECT rule_id, repository, scope, day, lead(day, 1, '9999') OVER so_far AS until, \(runningSums)
      FROM (
        SELECT k.rule_id, r.name AS repository, c.scope, c.day, \(columns("c."))
        FROM repository AS r CROSS JOIN result_change AS c ON c.repository_id = r.repository_id
        JOIN rule AS k ON k.rule_number = c.rule_number
      )
      WINDOW so_far AS (PARTITION BY rule_id, repository, scope ORDER BY day)
    ) AS s
    \(periods)

    """

  /// Each view of one dimension, and its column.
  private static let dimensions = [
    ("all", "total_trend", "total"), ("rule", "rule_trend", "rule_id"),
    ("repository", "repository_trend", "repository"),
    ("owner", "owner_trend", "owner"), ("category", "category_trend", "category"),
    ("severity", "severity_trend", "severity"), ("control", "control_trend", "control"),
  ]

  private static let united = """
    CREATE VIEW compliance_trend ( -- All trends in one, for programs that draw them: ask for one dimension and one grain.
    \(periodColumns)
      dimension, -- all, rule, repository, owner, category, severity or control.
      value, -- The rule, repository, owner, category, severity or control.
      scope, -- Scope of the files.
    \(answerColumns)
    ) AS
    \(dimensions.map { dimension, view, column in
      "SELECT grain, period, last_day, '\(dimension)', \(column), scope, \(columns("")), rate, strict_rate FROM \(view)"
    }.joined(separator: "\nUNION ALL\n"));

    """

  private static let usage = """
    CREATE VIEW pattern_trend ( -- Adoption of patterns at the end of each day, week, month, quarter and year.
    \(periodColumns)
      pattern_id, -- The pattern.
      scope, -- Scope of the files.
      possible, -- Files that could use it.
      adopted, -- Files that use it.
      adoption -- adopted / possible, from 0 to 1; NULL where none could.
    ) AS
    SELECT p.grain, p.period, p.last_day, s.pattern_id, s.scope, s.possible, s.adopted,
      CAST(s.adopted AS REAL) / nullif(s.possible, 0)
    FROM (
      SELECT pattern_id, scope, day, lead(day, 1, '9999') OVER so_far AS until, sum(possible) OVER so_far AS possible,
        sum(adopted) OVER so_far AS adopted
      FROM (
        SELECT pattern_id, scope, day, sum(possible) AS possible, sum(adopted) AS adopted FROM pattern_change
        GROUP BY pattern_id, scope, day
      )
      WINDOW so_far AS (PARTITION BY pattern_id, scope ORDER BY day)
    ) AS s
    \(periods)

    CREATE VIEW image_trend ( -- Dockerfiles by the image that a stage of theirs builds on, at the end of each period.
    \(periodColumns)
      image_registry, -- Of the image: registry, such as docker.io.
      image_repository, -- Of the image: repository, normalised, such as library/debian.
      tag, -- Of the image: tag, or NULL.
      scope, -- Scope of the files.
      files -- Files with a stage on it.
    ) AS
    SELECT p.grain, p.period, p.last_day, s.image_registry, s.image_repository, s.tag, s.scope, s.files
    FROM (
      SELECT image_registry, image_repository, tag, scope, day, lead(day, 1, '9999') OVER so_far AS until,
        sum(files) OVER so_far AS files
      FROM (
        SELECT image_registry, image_repository, tag, scope, day, sum(files) AS files FROM image_change
        GROUP BY image_registry, image_repository, tag, scope, day
      )
      WINDOW so_far AS (PARTITION BY image_registry, image_repository, tag, scope ORDER BY day)
    ) AS s
    \(periods)

    """
}
