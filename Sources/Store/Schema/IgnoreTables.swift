extension SchemaPart {
  static let ignore = SchemaPart(
    name: "ignore",
    sql: """
      CREATE TABLE ignore_pattern ( -- One row per pattern of a .dockerignore.
        ignore_pattern_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        ordinal INTEGER NOT NULL, -- Order, from 0; the last one that matches decides.
        pattern TEXT NOT NULL, -- Cleaned as Docker does it, without the !.
        is_negated INTEGER NOT NULL CHECK (is_negated IN (0, 1)), -- 1 for !.
        is_valid INTEGER NOT NULL CHECK (is_valid IN (0, 1)), -- 0 where Docker would refuse it.
        text TEXT NOT NULL, -- As written.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX ignore_pattern_by_content ON ignore_pattern (content_id);

      CREATE TABLE ignore_coverage ( -- Whether a .dockerignore keeps a path out of the build context; one row per path that a rule asks about.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The .dockerignore.
        path TEXT NOT NULL, -- Path at the top of the context, such as .git; a * in it stands for a name, as in *.pyc.
        is_ignored INTEGER NOT NULL CHECK (is_ignored IN (0, 1)), -- 1 where it is kept out.
        line INTEGER, -- Line of the pattern that decided, or NULL where none matched.
        PRIMARY KEY (content_id, path)
      ) STRICT;

      CREATE TABLE ignored_source ( -- Whether a .dockerignore keeps out what COPY or ADD takes from a context in which it is in force; one row per
        -- ignore file and source that ever met.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The .dockerignore.
        source TEXT NOT NULL, -- The source, as copy_source has it.
        is_ignored INTEGER NOT NULL CHECK (is_ignored IN (0, 1)), -- 1 where it is kept out, so that the build fails; 0 too where an exception
          -- (!) is among the patterns, and for a whole context of which anything is left.
        line INTEGER, -- Line of the pattern that decided, or NULL where none matched.
        PRIMARY KEY (content_id, source)
      ) STRICT;
      """)
}
