extension SchemaPart {
  static let inventory = SchemaPart(
    name: "inventory",
    sql: """
      CREATE TABLE scan ( -- One row per crawl.
        scan_id INTEGER PRIMARY KEY, -- Key, rising with time.
        started_at TEXT NOT NULL, -- When it began, ISO 8601 in UTC.
        finished_at TEXT, -- When it ended, or NULL while it runs or where it was stopped.
        loadline_version TEXT NOT NULL, -- The program's version.
        roots TEXT NOT NULL, -- JSON array of the roots, as given.
        source TEXT NOT NULL CHECK (source IN ('head', 'worktree')), -- Committed state of HEAD, or files on the disk.
        history_since TEXT, -- all, or a date, where history was read; NULL where not.
        repositories INTEGER NOT NULL DEFAULT 0, -- Repositories seen.
        repositories_changed INTEGER NOT NULL DEFAULT 0, -- Of these, how many had something new.
        repositories_failed INTEGER NOT NULL DEFAULT 0, -- Of these, how many could not be read.
        candidates INTEGER NOT NULL DEFAULT 0, -- Container files seen in the repositories that were read.
        contents_added INTEGER NOT NULL DEFAULT 0, -- Contents parsed for the first time.
        seconds REAL -- How long it took.
      ) STRICT;

      CREATE TABLE repository ( -- One row per repository, or folder that is none.
        repository_id INTEGER PRIMARY KEY, -- Key.
        name TEXT NOT NULL UNIQUE, -- Its path below the crawled root, such as team/app; the folder's name for a root itself.
        location TEXT NOT NULL, -- Absolute path of the checkout, mirror or folder.
        form TEXT NOT NULL CHECK (form IN ('checkout', 'bare', 'worktree', 'folder', 'file')),
          -- How it lies there: checkout, bare mirror, linked worktree, folder without git, or one file.
        remote_url TEXT, -- URL of the remote named origin, without credentials, or NULL.
        default_branch TEXT, -- Branch that HEAD names, or NULL where detached or none.
        head_commit TEXT, -- Commit the stored state is of, or NULL.
        head_at TEXT, -- Committer time of that commit, ISO 8601 in UTC, or NULL.
        status TEXT NOT NULL CHECK (status IN ('scanned', 'empty', 'failed', 'skipped')), -- How the last crawl ended here.
        reason TEXT, -- Why it is empty, failed or skipped; NULL where scanned.
        is_shallow INTEGER NOT NULL DEFAULT 0 CHECK (is_shallow IN (0, 1)), -- 1 where git holds only part of the history.
        history_from TEXT, -- Earliest time the stored history reaches, ISO 8601; NULL where only the present is known.
        state_fingerprint TEXT, -- What the crawl compares to know that nothing changed.
        judged_from TEXT, -- Earliest time that rules of target repository were judged for; NULL before the first time.
        judged_to TEXT, -- Latest time that they were judged for, or NULL.
        judged_by TEXT, -- change: for the past, they were judged at each change of a file; month: as it stood at the end of each
          -- month, where each change of so many files would take too long.
        present_from TEXT NOT NULL, -- When a crawl first saw it.
        present_to TEXT -- When a crawl first missed it, or NULL while it is there.
      ) STRICT;

      CREATE TABLE scan_repository ( -- What a crawl did with a repository; written only where something was new or failed.
        scan_id INTEGER NOT NULL REFERENCES scan (scan_id), -- The crawl.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        status TEXT NOT NULL, -- scanned, empty, failed or skipped.
        reason TEXT, -- Why, where not scanned.
        head_commit TEXT, -- Commit that was read, or NULL.
        files_changed INTEGER NOT NULL DEFAULT 0, -- Intervals opened or closed.
        PRIMARY KEY (scan_id, repository_id)
      ) STRICT;

      CREATE TABLE file ( -- One row per path that ever was a container file, in a repository.
        file_id INTEGER PRIMARY KEY, -- Key.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- Its repository.
        path TEXT NOT NULL, -- Path below the repository's top, with / between its parts; bytes that are not UTF-8 as \\xNN.
        folder TEXT NOT NULL, -- The path's folder, '' at the top.
        name TEXT NOT NULL, -- The path's last part.
        kind TEXT NOT NULL CHECK (kind IN ('dockerfile', 'compose', 'dockerignore', 'env', 'codeowners')), -- What it is.
        environment TEXT NOT NULL CHECK (environment IN ('base', 'dev', 'prod', 'test', 'override')),
          -- What the name says it is for; base where it says nothing.
        scope TEXT NOT NULL CHECK (scope IN ('product', 'test', 'example', 'vendored', 'generated')),
          -- What the path says it belongs to; product where it says nothing.
        is_template INTEGER NOT NULL CHECK (is_template IN (0, 1)), -- 1 where the name says that a file is made from it (.j2, .tmpl …).
        renamed_from_file_id INTEGER REFERENCES file (file_id), -- The file this one was renamed from, or NULL.
        UNIQUE (repository_id, path)
      ) STRICT;

      CREATE TABLE content ( -- One row per distinct content of a kind of file; a thousand copies are one row.
        content_id INTEGER PRIMARY KEY, -- Key, rising in the order of discovery.
        blob_id TEXT NOT NULL, -- Git's id of the blob, in hex.
        kind TEXT NOT NULL CHECK (kind IN ('dockerfile', 'compose', 'dockerignore', 'env', 'codeowners')), -- Read as what.
        size INTEGER NOT NULL, -- Size in bytes.
        line_count INTEGER NOT NULL, -- Number of lines.
        parse_status TEXT NOT NULL CHECK (parse_status IN ('parsed', 'partial', 'failed', 'template', 'skipped')),
          -- parsed; partial (some lines were not understood); failed (nothing was); template (holds Jinja or Go braces,
          -- so no facts); skipped (not read: too large, missing, a link: see diagnostic).
        facts_version INTEGER NOT NULL, -- Version of the code that took it apart.
        UNIQUE (blob_id, kind)
      ) STRICT;

      CREATE TABLE content_text ( -- The text of a content, for reports and for taking apart anew.
        content_id INTEGER PRIMARY KEY REFERENCES content (content_id), -- The content.
        text TEXT NOT NULL -- Its text; bytes that are not UTF-8 are replaced.
      ) STRICT;

      CREATE TABLE file_version ( -- A file had a content from one time until another.
        file_version_id INTEGER PRIMARY KEY, -- Key.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- Its content meanwhile.
        valid_from TEXT NOT NULL, -- When the content came to be, ISO 8601 in UTC; for the first state read, the time of that commit.
        valid_to TEXT, -- When it ceased to be, or NULL while it is current.
        from_commit TEXT, -- Commit that brought it, or NULL where unknown.
        to_commit TEXT, -- Commit that ended it, or NULL.
        ended_by TEXT CHECK (ended_by IN ('changed', 'deleted', 'renamed', 'left')),
          -- Why it ended: the file changed, was deleted, was renamed, or its repository left; NULL while current.
        CHECK ((valid_to IS NULL) = (ended_by IS NULL))
      ) STRICT;
      CREATE INDEX file_version_by_file ON file_version (file_id, valid_from);
      CREATE INDEX file_version_by_content ON file_version (content_id);
      CREATE UNIQUE INDEX file_version_current ON file_version (file_id) WHERE valid_to IS NULL;

      CREATE TABLE file_owner ( -- Who owns a file, as the repository and the configuration say now; of files that are gone, who would.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file.
        owner TEXT NOT NULL, -- Team or person, as written, such as @org/platform.
        source TEXT NOT NULL CHECK (source IN ('codeowners', 'configuration')), -- Where it says so.
        PRIMARY KEY (file_id, owner)
      ) STRICT;

      CREATE TABLE diagnostic ( -- Whatever could not be read, decoded or parsed, or was left out, and why.
        diagnostic_id INTEGER PRIMARY KEY, -- Key.
        content_id INTEGER REFERENCES content (content_id), -- The content it is about, or NULL.
        repository_id INTEGER REFERENCES repository (repository_id), -- The repository, for what is not about a content.
        path TEXT, -- Path in the repository or on the disk, for what is not about a content.
        line INTEGER, -- Line, from 1, or NULL.
        kind TEXT NOT NULL, -- Short name, such as syntax, encoding, too-large, symlink, lfs-pointer, submodule, unreadable.
        severity TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'info')), -- error: something is missing from the facts.
        message TEXT NOT NULL -- What happened, and what to do.
      ) STRICT;
      CREATE INDEX diagnostic_by_content ON diagnostic (content_id);
      CREATE INDEX diagnostic_by_repository ON diagnostic (repository_id);
      """)
}
