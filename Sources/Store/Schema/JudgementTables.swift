extension SchemaPart {
  static let judgement = SchemaPart(
    name: "judgement",
    sql: """
      CREATE TABLE applicability ( -- Sets of rules that apply together. Many contents share one, so what passes costs a row a content.
        applicability_id INTEGER PRIMARY KEY, -- Key.
        fingerprint TEXT UNIQUE -- The set, by which it is found again; NULL where a rule of it is gone.
      ) STRICT;

      CREATE TABLE applicability_rule ( -- The rules of each set.
        applicability_id INTEGER NOT NULL REFERENCES applicability (applicability_id), -- The set.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- A rule of it.
        PRIMARY KEY (applicability_id, rule_number)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE content_applicability ( -- Which rules apply to a content.
        content_id INTEGER PRIMARY KEY REFERENCES content (content_id), -- The content.
        applicability_id INTEGER NOT NULL REFERENCES applicability (applicability_id) -- The rules that apply to it.
      ) STRICT;

      CREATE TABLE content_answer ( -- A rule's answer for a content that it applies to, where that is not pass.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- The rule.
        outcome TEXT NOT NULL CHECK (outcome = 'fail' OR outcome = 'exempt' OR outcome = 'unknown' OR outcome = 'error'), -- The answer.
        begins_on TEXT, -- The day from which the answer is that, before which it was pass; NULL where it always was.
        PRIMARY KEY (content_id, rule_number)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE content_finding ( -- A violation, or an open question, in a content.
        content_finding_id INTEGER PRIMARY KEY, -- Key.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- The rule.
        kind TEXT NOT NULL CHECK (kind IN ('violation', 'unknown')), -- A violation, or something nobody can see from here.
        line INTEGER, -- Line, from 1, or NULL for the whole file.
        subject TEXT NOT NULL, -- What it is about, such as the image; with rule and file it makes the finding's identity.
        occurrence INTEGER NOT NULL, -- Tells findings of one rule and subject in one content apart, from 1 in order of line.
        message TEXT NOT NULL, -- The message, filled in.
        begins_on TEXT, -- The first day that it is one, such as the day after a support ended; NULL where it always was.
        exemption_id INTEGER REFERENCES exemption (exemption_id) -- The inline suppression that covers it, or NULL.
      ) STRICT;
      CREATE INDEX content_finding_by_day ON content_finding (begins_on) WHERE begins_on IS NOT NULL;
      CREATE INDEX content_finding_by_content ON content_finding (content_id, rule_number, subject, occurrence);
      CREATE INDEX content_finding_by_rule ON content_finding (rule_number);

      CREATE TABLE file_result ( -- An answer of a rule that looks at files side by side, for a file, from one time until another.
        -- Times are those of changes, or of the ends of months: see repository.judged_by.
        file_result_id INTEGER PRIMARY KEY, -- Key.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- The rule.
        outcome TEXT NOT NULL CHECK (outcome = 'pass' OR outcome = 'fail' OR outcome = 'exempt' OR outcome = 'unknown' OR outcome = 'error'), -- The answer.
        valid_from TEXT NOT NULL, -- From when, ISO 8601 in UTC.
        valid_to TEXT -- Until when, or NULL while it holds.
      ) STRICT;
      CREATE INDEX file_result_by_file ON file_result (file_id, rule_number);
      CREATE INDEX file_result_now ON file_result (file_id, rule_number) WHERE valid_to IS NULL;

      CREATE TABLE file_finding ( -- A violation, or an open question, of such a rule in a file, from one time until another.
        file_finding_id INTEGER PRIMARY KEY, -- Key.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file it is shown at.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- The rule.
        kind TEXT NOT NULL CHECK (kind IN ('violation', 'unknown')), -- As in content_finding.
        line INTEGER, -- Line, from 1, or NULL for the whole file.
        subject TEXT NOT NULL, -- As in content_finding.
        occurrence INTEGER NOT NULL, -- As in content_finding.
        message TEXT NOT NULL, -- As in content_finding.
        exemption_id INTEGER REFERENCES exemption (exemption_id), -- The inline suppression that covers it, or NULL.
        valid_from TEXT NOT NULL, -- From when, ISO 8601 in UTC.
        valid_to TEXT -- Until when, or NULL while it holds.
      ) STRICT;
      CREATE INDEX file_finding_by_file ON file_finding (file_id, rule_number);
      CREATE INDEX file_finding_now ON file_finding (file_id, rule_number) WHERE valid_to IS NULL;
      CREATE INDEX file_finding_by_rule ON file_finding (rule_number);

      CREATE TABLE exemption ( -- A suppression in a file, or a waiver in the configuration.
        exemption_id INTEGER PRIMARY KEY, -- Key.
        source TEXT NOT NULL CHECK (source IN ('inline', 'configuration')), -- A comment in the file, or loadline.yml.
        tool TEXT NOT NULL, -- Whose syntax: loadline, hadolint, buildkit, checkov, trivy, kics, semgrep, dclint.
        content_id INTEGER REFERENCES content (content_id), -- Of inline ones: the content.
        line INTEGER, -- Of inline ones: the line of the comment.
        applies_from INTEGER, -- Of inline ones: first line covered; NULL for the whole file.
        applies_to INTEGER, -- Of inline ones: last line covered; NULL for the whole file.
        repository_glob TEXT, -- Of waivers: GLOB of repository names, or NULL for all.
        path_glob TEXT, -- Of waivers: GLOB of paths, or NULL for all.
        rule TEXT NOT NULL, -- The rule as written there, in the tool's own names; * for all.
        reason TEXT, -- Why, or NULL where it does not say.
        granted_by TEXT, -- Who granted it, or NULL.
        until TEXT, -- Last day it counts, or NULL for ever.
        is_counted INTEGER NOT NULL CHECK (is_counted IN (0, 1)) -- 0 where the configuration says that this tool's do not count.
      ) STRICT;
      CREATE INDEX exemption_by_content ON exemption (content_id);

      CREATE TABLE exemption_rule ( -- The rules of ours that an exemption names, by their own id or as another tool's.
        exemption_id INTEGER NOT NULL REFERENCES exemption (exemption_id) ON DELETE CASCADE, -- The exemption.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number) ON DELETE CASCADE, -- The rule.
        subjects TEXT, -- JSON array of GLOBs: subjects of the findings that it covers; NULL for all.
        PRIMARY KEY (exemption_id, rule_number)
      ) STRICT;

      CREATE TABLE exemption_file ( -- The files that a waiver of the configuration covers now.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file.
        exemption_id INTEGER NOT NULL REFERENCES exemption (exemption_id) ON DELETE CASCADE, -- The waiver.
        PRIMARY KEY (file_id, exemption_id)
      ) STRICT;

      CREATE TABLE finding_life ( -- A finding through all versions of its file: the same rule, file, subject and occurrence.
        finding_id INTEGER PRIMARY KEY, -- Key.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file.
        rule_number INTEGER NOT NULL REFERENCES rule (rule_number), -- The rule.
        kind TEXT NOT NULL CHECK (kind IN ('violation', 'unknown')), -- A violation, or something nobody can see from here.
        line INTEGER, -- Line where it was last seen, or NULL for the whole file.
        subject TEXT NOT NULL, -- What it is about.
        occurrence INTEGER NOT NULL, -- Tells findings of one rule, file and subject apart.
        message TEXT NOT NULL, -- The message as last seen.
        exemption_id INTEGER REFERENCES exemption (exemption_id), -- What exempts it, or NULL.
        status TEXT NOT NULL CHECK (status = 'open' OR status = 'exempt' OR status = 'fixed' OR status = 'deleted' OR status = 'left'),
          -- open; exempt; fixed: the file went on without it; deleted: with its file; left: with its repository.
        first_seen TEXT NOT NULL, -- When it came, ISO 8601 in UTC.
        first_commit TEXT, -- Commit that brought it, or NULL.
        ended_at TEXT, -- When it ended, or NULL while open or exempt.
        ended_commit TEXT -- Commit that ended it, or NULL.
      ) STRICT;
      CREATE INDEX finding_life_by_repository ON finding_life (repository_id);
      CREATE INDEX finding_life_by_rule ON finding_life (rule_number, status);
      CREATE INDEX finding_life_by_file ON finding_life (file_id);

      CREATE TABLE pattern_adoption ( -- Whether a content, or a file, uses a pattern; only where the pattern could be used.
        pattern_id TEXT NOT NULL REFERENCES pattern (pattern_id) ON DELETE CASCADE, -- The pattern.
        content_id INTEGER REFERENCES content (content_id), -- The content, of patterns that one file shows.
        file_id INTEGER REFERENCES file (file_id), -- The file, of patterns that files show together.
        is_adopted INTEGER NOT NULL CHECK (is_adopted IN (0, 1)), -- 1 where it is used.
        line INTEGER, -- First line of its use, or NULL.
        valid_from TEXT, -- Of files: from when, ISO 8601 in UTC.
        valid_to TEXT -- Of files: until when, or NULL while it holds.
      ) STRICT;
      CREATE INDEX pattern_adoption_by_content ON pattern_adoption (content_id);
      CREATE INDEX pattern_adoption_by_file ON pattern_adoption (file_id) WHERE file_id IS NOT NULL;
      CREATE INDEX pattern_adoption_by_pattern ON pattern_adoption (pattern_id);
      """)
}
