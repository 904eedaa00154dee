extension SchemaPart {
  /// What the trends are sums of: changes by day. They are kept, because to sum the answers themselves for every report
  /// would cost files times versions times rules.
  static let trend = SchemaPart(
    name: "trend",
    sql: """
      CREATE TABLE result_count ( -- Files of a repository by a rule's answer, as it is now.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- The rule.
      \(answerTableColumns)
        scope TEXT NOT NULL -- Scope of the files, as in file.
      ) STRICT;
      CREATE INDEX result_count_by_repository ON result_count (repository_id);

      CREATE TABLE result_change ( -- On a day, so many files of a repository more or less had each answer of a rule.
        -- Where no history was read, nothing is told of before the crawl that first saw the repository.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- The rule.
        scope TEXT NOT NULL, -- Scope of the files, as in file.
      \(answerTableColumns)
        day TEXT NOT NULL -- The day, ISO 8601 in UTC.
      ) STRICT;
      CREATE INDEX result_change_by_repository ON result_change (repository_id, rule_number);

      CREATE TABLE rule_change ( -- The changes of all repositories together, by rule.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- The rule.
        scope TEXT NOT NULL, -- Scope of the files, as in file.
        day TEXT NOT NULL, -- The day, ISO 8601 in UTC.
      \(answerTableColumns)
        PRIMARY KEY (rule_number, scope, day)
      ) STRICT;

      CREATE TABLE repository_change ( -- The changes of all rules together, by repository.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        scope TEXT NOT NULL, -- Scope of the files, as in file.
      \(answerTableColumns)
        day TEXT NOT NULL -- The day, ISO 8601 in UTC.
      ) STRICT;
      CREATE INDEX repository_change_by_repository ON repository_change (repository_id);

      CREATE TABLE owner_change ( -- The changes of all rules together, by who owns the files now; a file of two owners counts for both.
        owner TEXT NOT NULL, -- Team or person, as in file_owner.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        scope TEXT NOT NULL, -- Scope of the files, as in file.
      \(answerTableColumns)
        day TEXT NOT NULL -- The day, ISO 8601 in UTC.
      ) STRICT;
      CREATE INDEX owner_change_by_owner ON owner_change (owner);
      CREATE INDEX owner_change_by_repository ON owner_change (repository_id);

      CREATE TABLE pattern_change ( -- On a day, so many files of a repository more or less could use a pattern, and did.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        pattern_id TEXT NOT NULL REFERENCES pattern (pattern_id) ON DELETE CASCADE, -- The pattern.
        scope TEXT NOT NULL, -- Scope of the files, as in file.
        possible INTEGER NOT NULL, -- Files more, or less, that could use it.
        adopted INTEGER NOT NULL, -- Files more, or less, that use it.
        day TEXT NOT NULL -- The day, ISO 8601 in UTC.
      ) STRICT;
      CREATE INDEX pattern_change_by_repository ON pattern_change (repository_id);
      CREATE INDEX pattern_change_by_pattern ON pattern_change (pattern_id);

      CREATE TABLE image_change ( -- On a day, so many Dockerfiles of a repository more or less built on an image.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        image_registry TEXT NOT NULL, -- Of the image: registry, such as docker.io.
        image_repository TEXT NOT NULL, -- Of the image: repository, normalised, such as library/debian.
        tag TEXT, -- Of the image: tag, or NULL.
        scope TEXT NOT NULL, -- Scope of the files, as in file.
        files INTEGER NOT NULL, -- Files more, or less, with a stage on it.
        day TEXT NOT NULL -- The day, ISO 8601 in UTC.
      ) STRICT;
      CREATE INDEX image_change_by_repository ON image_change (repository_id);
      CREATE INDEX image_change_by_image ON image_change (image_repository, tag);

      CREATE TABLE pruned_finding ( -- Since when findings were there that outlived the pruning of their past.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- The rule.
        kind TEXT NOT NULL, -- As in finding_life.
        subject TEXT NOT NULL, -- As in finding_life.
        occurrence INTEGER NOT NULL, -- As in finding_life.
        floor TEXT NOT NULL, -- The time up to which the past was pruned.
        first_seen TEXT NOT NULL, -- When it came, ISO 8601 in UTC.
        first_commit TEXT, -- Commit that brought it, or NULL.
        PRIMARY KEY (file_id, rule_number, kind, subject, occurrence)
      ) STRICT;

      CREATE TABLE period ( -- The calendar that trends are told by: whole days, weeks, months, quarters and years.
        grain TEXT NOT NULL, -- day, week, month, quarter or year.
        period TEXT NOT NULL, -- The period, as 2026-08-03, 2026-08-03 (a week's Monday), 2026-08, 2026-Q3 or 2026.
        first_day TEXT NOT NULL, -- First day.
        last_day TEXT NOT NULL, -- Last day.
        PRIMARY KEY (grain, last_day)
      ) STRICT;

      CREATE TABLE rule_set ( -- The rules that all that is stored was judged under, since a time; the last row is in force.
        rule_set_id INTEGER PRIMARY KEY, -- Key, rising with time.
        fingerprint TEXT NOT NULL, -- Tells one set of rules, parameters and SQL from another.
        judged_at TEXT NOT NULL, -- Since when, ISO 8601 in UTC.
        rules INTEGER NOT NULL -- Number of rules in it.
      ) STRICT;

      CREATE TABLE rule_set_change ( -- How a set of rules differs from the one before; of the first, all its rules.
        rule_set_id INTEGER NOT NULL REFERENCES rule_set (rule_set_id), -- The set.
        rule_id TEXT NOT NULL, -- The rule, which may be gone by now.
        change TEXT NOT NULL CHECK (change IN ('added', 'changed', 'removed')), -- What became of it; changed: its verdicts may differ.
        PRIMARY KEY (rule_set_id, rule_id)
      ) STRICT;

      CREATE TABLE judgement_change ( -- Findings in code that did not change, which came or went because rules or exemptions did.
        judged_at TEXT NOT NULL, -- When it was judged, ISO 8601 in UTC.
        cause TEXT NOT NULL CHECK (cause IN ('rules', 'exemptions')), -- The rule was new or had changed, or exemptions had.
        rule_id TEXT NOT NULL, -- The rule, which may be gone by now.
        severity TEXT NOT NULL, -- Its severity then.
        scope TEXT NOT NULL, -- Scope of the files, as in file.
        came INTEGER NOT NULL, -- Findings that are told of now and were not before.
        went INTEGER NOT NULL, -- Findings that are told of no more.
        exempted INTEGER NOT NULL, -- Findings that were open and are exempt now.
        returned INTEGER NOT NULL -- Findings that were exempt and are open now.
      ) STRICT;
      """)

  private static let answerTableColumns = """
      pass INTEGER NOT NULL, -- Files, more or less, that pass.
      fail INTEGER NOT NULL, -- Files that fail.
      exempt INTEGER NOT NULL, -- Files that would fail but are exempt.
      unknown INTEGER NOT NULL, -- Files for which nobody can tell.
      error INTEGER NOT NULL, -- Files that the rule could not judge.
    """
}
