extension SchemaPart {
  package static let knowledge = SchemaPart(
    name: "knowledge",
    sql: """
      CREATE TABLE rule ( -- One row per rule: a good state that files are held to, and the SQL that judges it.
        rule_number INTEGER PRIMARY KEY, -- Compact key inside this database; other databases may number otherwise.
        rule_id TEXT NOT NULL UNIQUE, -- The rule's own name, of the good state it asks for, such as pinned-base-image.
        title TEXT NOT NULL, -- The good state in a few words, as an imperative.
        target TEXT NOT NULL CHECK (target IN ('dockerfile', 'compose', 'dockerignore', 'repository', 'organisation')),
          -- What one judgement looks at: one file's content of that kind, the files of a repository side by
          -- side, or those of all repositories, as they are now.
        severity TEXT NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'info')), -- In force here.
        confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')), -- How often a finding is right.
        reviewed INTEGER CHECK (reviewed > 0),
          -- How many findings, drawn at random from real repositories, a person read; NULL where none.
        upheld INTEGER CHECK ((upheld IS NULL) = (reviewed IS NULL) AND upheld BETWEEN 0 AND reviewed),
          -- How many of these were right.
        category TEXT NOT NULL, -- Theme, such as base-image, security or networking.
        message TEXT NOT NULL, -- Template of a finding's message; {column} stands for a column of the violation.
        is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)), -- 1 where the rule counts; off rules are not judged.
        conceals_line INTEGER NOT NULL CHECK (conceals_line IN (0, 1)),
          -- 1 where the offending line may hold a secret, so that reports do not show it.
        since TEXT NOT NULL, -- Version of Loadline that first had the rule.
        rationale TEXT NOT NULL, -- Markdown: why it matters and when not to apply it.
        fix TEXT NOT NULL, -- Markdown: what to do.
        applies_sql TEXT NOT NULL, -- Selects what the rule applies to: the denominator.
        violations_sql TEXT NOT NULL, -- Selects the violations.
        unknown_sql TEXT, -- Selects what cannot be known, or NULL.
        origin TEXT NOT NULL, -- built-in, or the path of an organisation's own record.
        fingerprint TEXT NOT NULL, -- Changes whenever the verdicts might: SQL, message and parameters.
        judged_fingerprint TEXT -- The fingerprint that the stored verdicts were made under; NULL before the first time.
      ) STRICT;

      CREATE TABLE rule_alias ( -- The same check in another tool.
        rule_id TEXT NOT NULL REFERENCES rule (rule_id) ON DELETE CASCADE, -- Our rule.
        peer TEXT NOT NULL, -- The other tool, such as hadolint.
        peer_rule_id TEXT NOT NULL, -- Its name for the check, such as DL3006.
        is_exact INTEGER NOT NULL CHECK (is_exact IN (0, 1)), -- 1 where both find something in the same files; 0 where our rule takes the
          -- other check in under a condition of its own, so that what quiets the one quiets the other.
        subjects TEXT, -- JSON array of GLOBs: subjects of the findings that stand for the other check; NULL where all do.
        PRIMARY KEY (rule_id, peer, peer_rule_id)
      ) STRICT;

      CREATE TABLE rule_control ( -- A rule gives evidence for a control of a framework.
        rule_id TEXT NOT NULL REFERENCES rule (rule_id) ON DELETE CASCADE, -- The rule.
        framework_id TEXT NOT NULL REFERENCES framework (framework_id), -- The framework, such as cis-docker.
        control_id TEXT NOT NULL, -- The control's number in it, such as 4.2.
        PRIMARY KEY (rule_id, framework_id, control_id)
      ) STRICT;

      CREATE TABLE rule_example ( -- A file that a rule must accept or reject; every one is also a test.
        rule_id TEXT NOT NULL REFERENCES rule (rule_id) ON DELETE CASCADE, -- The rule.
        ordinal INTEGER NOT NULL, -- Order in the record, from 1.
        outcome TEXT NOT NULL CHECK (outcome IN ('violates', 'passes', 'unknown', 'not_applicable')), -- Expected answer.
        path TEXT NOT NULL, -- Name of the example's main file.
        text TEXT NOT NULL, -- The example as written in the record; several files are set apart by their names.
        PRIMARY KEY (rule_id, ordinal)
      ) STRICT;

      CREATE TABLE rule_parameter ( -- The values a rule's SQL reads; one row a value, so that a list is several rows.
        rule_id TEXT NOT NULL REFERENCES rule (rule_id) ON DELETE CASCADE, -- The rule.
        name TEXT NOT NULL, -- Name of the parameter.
        ordinal INTEGER NOT NULL, -- Position in the list, from 1; 1 for a single value.
        value TEXT NOT NULL, -- The value as text; CAST it where a number is meant.
        is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)), -- 0 where the configuration set it.
        PRIMARY KEY (rule_id, name, ordinal)
      ) STRICT;

      CREATE TABLE pattern ( -- One row per pattern or anti-pattern: what good, or bad, looks like.
        pattern_id TEXT PRIMARY KEY, -- Its name, such as multi-stage-build.
        kind TEXT NOT NULL CHECK (kind IN ('pattern', 'anti-pattern')), -- pattern or anti-pattern.
        title TEXT NOT NULL, -- What it is, in a few words.
        target TEXT NOT NULL CHECK (target IN ('dockerfile', 'compose', 'dockerignore', 'repository')),
          -- What its adoption is measured on.
        category TEXT NOT NULL, -- Theme, as of rules.
        summary TEXT NOT NULL, -- One sentence.
        body TEXT NOT NULL, -- Markdown: when to use it and why it works.
        fix TEXT, -- Markdown: of an anti-pattern, what to do instead.
        applies_sql TEXT, -- Selects where it could be used: the denominator of adoption; NULL where not measured.
        adopted_sql TEXT, -- Selects where it is used; NULL where not measured.
        origin TEXT NOT NULL, -- built-in, or the path of an organisation's own record.
        fingerprint TEXT NOT NULL, -- Changes whenever the adoption might.
        judged_fingerprint TEXT -- The fingerprint that the stored adoption was made under.
      ) STRICT;

      CREATE TABLE pattern_principle ( -- A key principle of a pattern, in order.
        pattern_id TEXT NOT NULL REFERENCES pattern (pattern_id) ON DELETE CASCADE, -- The pattern.
        ordinal INTEGER NOT NULL, -- Order, from 1.
        text TEXT NOT NULL, -- The principle, one sentence of Markdown.
        PRIMARY KEY (pattern_id, ordinal)
      ) STRICT;

      CREATE TABLE pattern_snippet ( -- A template of a pattern, ready to paste.
        pattern_id TEXT NOT NULL REFERENCES pattern (pattern_id) ON DELETE CASCADE, -- The pattern.
        ordinal INTEGER NOT NULL, -- Order, from 1.
        language TEXT NOT NULL, -- dockerfile, yaml, dockerignore, python, shell …
        path TEXT NOT NULL, -- The file name it is meant for, such as compose.override.yml.
        role TEXT NOT NULL CHECK (role IN ('template', 'good', 'bad')), -- A template, or an example of good or bad.
        text TEXT NOT NULL, -- The text.
        PRIMARY KEY (pattern_id, ordinal)
      ) STRICT;

      CREATE TABLE pattern_rule ( -- A rule that guards a pattern, or detects an anti-pattern.
        pattern_id TEXT NOT NULL REFERENCES pattern (pattern_id) ON DELETE CASCADE, -- The pattern.
        rule_id TEXT NOT NULL REFERENCES rule (rule_id) ON DELETE CASCADE, -- The rule.
        PRIMARY KEY (pattern_id, rule_id)
      ) STRICT;

      CREATE TABLE framework ( -- A published set of controls.
        framework_id TEXT PRIMARY KEY, -- Such as cis-docker.
        title TEXT NOT NULL, -- Its name.
        version TEXT NOT NULL, -- The edition that the numbers are of.
        note TEXT -- What to know about the mapping.
      ) STRICT;

      CREATE TABLE framework_control ( -- A control of a framework.
        framework_id TEXT NOT NULL REFERENCES framework (framework_id) ON DELETE CASCADE, -- The framework.
        control_id TEXT NOT NULL, -- Its number or code.
        title TEXT NOT NULL, -- What it asks for, in our words.
        PRIMARY KEY (framework_id, control_id)
      ) STRICT;

      CREATE TABLE image_variant ( -- Official repositories whose full images have slimmer variants of the same version.
        repository TEXT NOT NULL, -- Normalised repository, such as docker.io/library/python.
        suffix TEXT NOT NULL, -- Tag suffix of the slim variant, such as slim or alpine.
        PRIMARY KEY (repository, suffix)
      ) STRICT;

      CREATE TABLE image_product ( -- How the tag of an image says which cycle of a product is in it.
        image TEXT NOT NULL, -- Registry and repository, such as docker.io/library/python; /* for all below a folder.
        product TEXT NOT NULL, -- The product, such as python, or the distribution below it, such as debian.
        reading TEXT NOT NULL, -- version, word-version, last-version, suffix:WORD, after:WORD, named:WORD or fixed:CYCLE.
        PRIMARY KEY (image, product)
      ) STRICT;

      CREATE TABLE image_cycle ( -- Cycles (release series) of products that images hold, and until when each is supported.
        product TEXT NOT NULL, -- The product, such as python.
        title TEXT NOT NULL, -- Its name, such as Python.
        cycle TEXT NOT NULL, -- The cycle, such as 3.12.
        released TEXT, -- Day of its first release, or NULL.
        active_until TEXT, -- Last day of active support, or NULL where not known.
        supported_until TEXT, -- Last day of security support: its end of life; NULL where not known.
        extended_until TEXT, -- Last day of a longer support, often for a fee, or NULL.
        PRIMARY KEY (product, cycle)
      ) STRICT;

      CREATE TABLE image_deprecation ( -- Images that nobody builds any more, or that live elsewhere now.
        registry TEXT NOT NULL, -- Registry, such as docker.io.
        repository TEXT NOT NULL, -- Repository, such as library/openjdk.
        status TEXT NOT NULL CHECK (status IN ('archived', 'deprecated', 'moved', 'stale')), -- What became of it.
        successor TEXT, -- The image to use instead, where its makers name one, or NULL.
        since TEXT NOT NULL, -- Since when.
        PRIMARY KEY (registry, repository)
      ) STRICT;

      CREATE TABLE image_life ( -- What the references of images in use say of what is in them, and until when it is supported.
        registry TEXT NOT NULL, -- Registry, as in image_use.
        repository TEXT NOT NULL, -- Repository, as in image_use.
        tag TEXT NOT NULL, -- Tag, as in image_use; '' where there is none.
        product TEXT NOT NULL, -- The product; python:3.8-slim-buster has two, python and debian.
        title TEXT NOT NULL, -- Its name.
        cycle TEXT NOT NULL, -- The cycle that the tag names, such as 3.8.
        precision TEXT NOT NULL CHECK (precision IN ('exact', 'series', 'older')),
          -- exact: the cycle is known. series: the tag names several (python:2), the dates are of the last of them.
          -- older: the tag names one older than all that are known, the dates are of the oldest that is.
        released TEXT, -- As in image_cycle.
        active_until TEXT, -- As in image_cycle.
        supported_until TEXT, -- As in image_cycle.
        extended_until TEXT, -- As in image_cycle.
        PRIMARY KEY (registry, repository, tag, product)
      ) STRICT;

      CREATE TABLE image_policy ( -- Which images may be used where, as the configuration says.
        image_policy_id INTEGER PRIMARY KEY, -- Order in the configuration, from 1.
        verdict TEXT NOT NULL CHECK (verdict IN ('allow', 'deny', 'pin')),
          -- allow: where such rows cover a file, it may use what one of them matches, and nothing else. deny: what it
          -- matches may not be used. pin: what it matches must be named by digest.
        image TEXT NOT NULL, -- GLOB over registry/repository, such as docker.io/library/*.
        tag TEXT, -- GLOB over the tag, '' where there is none; NULL for all tags.
        repository TEXT, -- GLOB of the names of repositories it is for, or NULL for all.
        path TEXT, -- GLOB of the paths it is for, or NULL for all.
        owner TEXT, -- Owner of the files it is for, or NULL for all.
        successor TEXT, -- The image to use instead, or NULL.
        reason TEXT -- Why, or NULL.
      ) STRICT;

      CREATE TABLE image_size ( -- Sizes of images as an engine listed them (`loadline import images`).
        image_size_id INTEGER PRIMARY KEY, -- Key.
        registry TEXT NOT NULL, -- Such as docker.io.
        repository TEXT NOT NULL, -- Repository without the registry, such as library/python.
        tag TEXT, -- Tag, or NULL where only a digest is known.
        digest TEXT, -- Digest, or NULL.
        image_id TEXT, -- The engine's own image id, or NULL.
        size_bytes INTEGER NOT NULL, -- Size on disk, in bytes.
        created_at TEXT, -- When the image was built, ISO 8601, or NULL.
        imported_at TEXT NOT NULL -- When the list was imported, ISO 8601 in UTC.
      ) STRICT;
      """)
}
