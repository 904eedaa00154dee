extension SchemaPart {
  static let external = SchemaPart(
    name: "external",
    sql: """
      CREATE TABLE external_tool ( -- Another scanner whose results were imported.
        external_tool_id INTEGER PRIMARY KEY, -- Key.
        name TEXT NOT NULL UNIQUE -- Its name as rule_alias spells it, such as hadolint; in lower case.
      ) STRICT;

      CREATE TABLE external_import ( -- Results of one run of a scanner, as they were imported.
        external_import_id INTEGER PRIMARY KEY, -- Key, rising with time.
        external_tool_id INTEGER NOT NULL REFERENCES external_tool (external_tool_id), -- The scanner.
        tool_version TEXT, -- Its version, where it says.
        ran_at TEXT NOT NULL, -- When it ran, ISO 8601 in UTC; when it was imported, where it names no time of the past.
        imported_at TEXT NOT NULL, -- When the results were imported.
        results INTEGER NOT NULL, -- Results in it.
        unmapped INTEGER NOT NULL -- Of these, how many are about no file of a repository known here.
      ) STRICT;

      CREATE TABLE external_state ( -- Up to when the results of a scanner about a repository are known; older runs change nothing.
        external_tool_id INTEGER NOT NULL REFERENCES external_tool (external_tool_id), -- The scanner.
        repository_id INTEGER REFERENCES repository (repository_id), -- The repository, or NULL for results in none known here.
        ran_at TEXT NOT NULL, -- When its latest run ran.
        UNIQUE (external_tool_id, repository_id)
      ) STRICT;

      CREATE TABLE external_rule ( -- A rule of another scanner that had a result.
        external_rule_id INTEGER PRIMARY KEY, -- Key.
        external_tool_id INTEGER NOT NULL REFERENCES external_tool (external_tool_id), -- The scanner.
        rule TEXT NOT NULL, -- Its id there, such as DL3006.
        title TEXT, -- What it says of itself in short, or NULL.
        help_uri TEXT, -- Where it is explained, or NULL.
        UNIQUE (external_tool_id, rule)
      ) STRICT;

      CREATE TABLE external_finding ( -- A result of another scanner through all imports: the same rule, path, message and occurrence.
        external_finding_id INTEGER PRIMARY KEY, -- Key.
        external_rule_id INTEGER NOT NULL REFERENCES external_rule (external_rule_id), -- The rule.
        repository_id INTEGER REFERENCES repository (repository_id), -- The repository, or NULL where no one known here fits.
        file_id INTEGER REFERENCES file (file_id), -- The file, or NULL where it is no container file known here.
        path TEXT NOT NULL, -- Path below the repository's top; as the scanner wrote it where there is no repository.
        line INTEGER, -- Line where it was last seen, or NULL.
        end_line INTEGER, -- Last line, or NULL.
        level TEXT NOT NULL CHECK (level = 'error' OR level = 'warning' OR level = 'note' OR level = 'none'), -- As SARIF grades it.
        message TEXT NOT NULL, -- What it says.
        occurrence INTEGER NOT NULL, -- Tells findings with the same message apart, from 1 in order of line.
        is_suppressed INTEGER NOT NULL CHECK (is_suppressed IN (0, 1)), -- 1 where the scanner was told not to count it.
        first_seen TEXT NOT NULL, -- When a run first had it.
        last_seen TEXT NOT NULL, -- When a run last had it.
        fixed_at TEXT -- When a run over the same repository first had it no more, or NULL.
      ) STRICT;
      CREATE INDEX external_finding_by_place ON external_finding (repository_id, path);
      CREATE INDEX external_finding_by_rule ON external_finding (external_rule_id);
      """)

  static let externalViews = SchemaPart(
    name: "external",
    sql: """
      CREATE VIEW any_finding ( -- Findings of Loadline and of every scanner whose results were imported, side by side.
        tool, -- loadline, or the scanner's name.
        rule, -- The rule's id there.
        rule_id, -- The rule here that is the same check, or NULL; one row for each where there are several.
        severity, -- critical, high, medium, low or info; of scanners by their level: error high, warning medium, note low.
        repository, -- Name of the repository, or NULL.
        path, -- Path of the file.
        line, -- Line, or NULL.
        message, -- What is wrong.
        status, -- open, exempt, fixed, deleted or left.
        first_seen, -- When it came, of scanners: when a run first had it.
        fixed_at -- When it ended, or NULL.
      ) AS
      SELECT 'loadline', rule_id, rule_id, severity, repository, path, line, message, status, first_seen, fixed_at FROM finding
      UNION ALL
      SELECT t.name, k.rule, a.rule_id,
        CASE f.level WHEN 'error' THEN 'high' WHEN 'warning' THEN 'medium' WHEN 'note' THEN 'low' ELSE 'info' END,
        r.name, f.path, f.line, f.message,
        CASE WHEN f.fixed_at IS NOT NULL THEN 'fixed' WHEN f.is_suppressed THEN 'exempt' ELSE 'open' END,
        f.first_seen, f.fixed_at
      FROM external_finding AS f
      JOIN external_rule AS k ON k.external_rule_id = f.external_rule_id
      JOIN external_tool AS t ON t.external_tool_id = k.external_tool_id
      LEFT JOIN repository AS r ON r.repository_id = f.repository_id
      LEFT JOIN rule_alias AS a ON a.peer = t.name AND (a.peer_rule_id = k.rule OR 'AVD-' || a.peer_rule_id = k.rule
        OR t.name = 'semgrep' AND k.rule LIKE '%.' || a.peer_rule_id);
      """)
}
