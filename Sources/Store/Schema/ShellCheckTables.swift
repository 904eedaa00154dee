extension SchemaPart {
  package static let shellCheck = SchemaPart(
    name: "dockerfile",
    sql: """
      CREATE TABLE shellcheck_script ( -- What ShellCheck said of a script; a thousand copies of it are one row.
        script TEXT NOT NULL, -- Length and hash of what it was given.
        version TEXT NOT NULL, -- Version of ShellCheck.
        comments TEXT NOT NULL, -- JSON array of its comments: code, level, message, line and column.
        PRIMARY KEY (script, version)
      ) STRICT;

      CREATE TABLE shellcheck_content ( -- The contents whose scripts ShellCheck has seen (`loadline crawl --shellcheck`).
        content_id INTEGER PRIMARY KEY REFERENCES content (content_id), -- The content.
        version TEXT NOT NULL, -- Version of ShellCheck.
        scripts INTEGER NOT NULL -- How many scripts it has.
      ) STRICT;

      CREATE TABLE shellcheck_finding ( -- One row per comment of ShellCheck on a script of a RUN.
        shellcheck_finding_id INTEGER PRIMARY KEY, -- Key.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        code TEXT NOT NULL, -- Its code, such as SC2086.
        level TEXT NOT NULL CHECK (level = 'error' OR level = 'warning' OR level = 'info' OR level = 'style'), -- Its level.
        message TEXT NOT NULL, -- What it says.
        line INTEGER NOT NULL -- Line in the file, from 1.
      ) STRICT;
      CREATE INDEX shellcheck_finding_by_content ON shellcheck_finding (content_id);
      """)
}
