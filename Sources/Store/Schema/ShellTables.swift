extension SchemaPart {
  static let shell = SchemaPart(
    name: "shell",
    sql: """
      CREATE TABLE shell_command ( -- One row per simple command in RUN, CMD, ENTRYPOINT and HEALTHCHECK scripts.
        shell_command_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage.
        instruction_id INTEGER NOT NULL, -- Its instruction.
        keyword TEXT NOT NULL, -- Keyword of that instruction, such as RUN.
        ordinal INTEGER NOT NULL, -- Position in the file, from 0.
        program TEXT, -- Base name of the program run, wrappers seen through; NULL where it hangs on a variable or only assigns.
        program_as_written TEXT, -- The program with its path, as written, or NULL.
        subcommand TEXT, -- First argument that is no flag, such as install; NULL where none, or where it hangs on a variable.
        arguments TEXT NOT NULL, -- JSON array of the words after the program, unquoted; a word that hangs on a variable as written.
        wrappers TEXT, -- JSON array of the programs it was run through, outermost first, such as ["sudo","env"], or NULL.
        assignments TEXT, -- JSON array of the assignments before it, such as ["DEBIAN_FRONTEND=noninteractive"], or NULL.
        redirects TEXT, -- JSON array of its redirections, such as [">/dev/null","2>&1"], or NULL.
        connector TEXT NOT NULL CHECK (connector = '' OR connector = '&&' OR connector = '||' OR connector = ';' OR connector = '|' OR connector = '&'),
          -- What stands between it and the command before it; '' for the first of a script; ; also for a line end.
        pipeline INTEGER NOT NULL, -- Number of its pipeline in the instruction, from 0; commands joined by | share it.
        context TEXT NOT NULL CHECK (context = 'plain' OR context = 'condition' OR context = 'branch' OR context = 'loop' OR context = 'function' OR context = 'subshell' OR context = 'substitution'),
          -- Innermost construct it stands in: plain, condition of an if or while, branch of an if or case, loop body,
          -- function body, subshell or group, command substitution.
        depth INTEGER NOT NULL, -- How many constructs surround it.
        has_variable INTEGER NOT NULL CHECK (has_variable IN (0, 1)), -- 1 where some word hangs on a variable or substitution.
        line INTEGER NOT NULL, -- First line, from 1.
        end_line INTEGER NOT NULL -- Last line.
      ) STRICT;
      CREATE INDEX shell_command_by_content ON shell_command (content_id);
      CREATE INDEX shell_command_by_program ON shell_command (program, content_id);

      CREATE TABLE shell_expansion ( -- One row per place in a word of a command that the shell replaces, or that a reader may take for one.
        shell_expansion_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        instruction_id INTEGER NOT NULL, -- The instruction.
        shell_command_id INTEGER NOT NULL, -- The command.
        place TEXT NOT NULL, -- program, argument, assignment or redirect.
        position INTEGER, -- Of an argument: its position in shell_command.arguments, from 0; otherwise NULL.
        form TEXT NOT NULL, -- variable ($NAME), special ($1, $@), command ($(…)), backtick, arithmetic, glob (the word begins with * or ?), or
          -- literal (a $ or backtick in single quotes, which stays as it is).
        name TEXT NOT NULL, -- The variable; of a literal, what follows the dollar sign; otherwise ''.
        is_quoted INTEGER NOT NULL CHECK (is_quoted = 0 OR is_quoted = 1), -- 1 in quotes, where the value stays one word.
        line INTEGER NOT NULL -- Line of the word, from 1.
      ) STRICT;
      CREATE INDEX shell_expansion_by_content ON shell_expansion (content_id);

      CREATE TABLE shell_construct ( -- One row per use of what bash has and POSIX sh has not, in a script for sh or bash.
        shell_construct_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        instruction_id INTEGER NOT NULL, -- The instruction; its column shell says which shell reads it.
        kind TEXT NOT NULL, -- function, process-substitution, pipe-of-both, redirection-of-both, here-string, ansi-quotes, arithmetic-command,
          -- array, parameter-expansion, brace-expansion, select or conditional; scripts behind bash -c do not count.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX shell_construct_by_content ON shell_construct (content_id);

      CREATE TABLE shell_loop ( -- One row per for or select of a script.
        shell_loop_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        instruction_id INTEGER NOT NULL, -- The instruction.
        name TEXT NOT NULL, -- The variable that it sets.
        is_literal INTEGER NOT NULL CHECK (is_literal = 0 OR is_literal = 1), -- 1 where its words are plain: no variables, patterns or blanks.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX shell_loop_by_content ON shell_loop (content_id);

      CREATE TABLE package_install ( -- One row per package or requirement file that a command installs.
        package_install_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- The stage.
        instruction_id INTEGER NOT NULL, -- The instruction.
        shell_command_id INTEGER NOT NULL, -- The command.
        manager TEXT NOT NULL, -- apt, apk, yum, dnf, microdnf, zypper, pacman, pip, pipx, uv, poetry, conda, npm, yarn, pnpm, bun, gem, bundle, go, cargo, composer.
        package TEXT, -- Name as the manager knows it, version taken off; NULL where a file lists the packages, or it hangs on a variable.
        version TEXT, -- Version asked for, or NULL.
        operator TEXT, -- Between name and version: =, ==, ~=, >=, @ and so on, or NULL.
        source TEXT NOT NULL CHECK (source = 'registry' OR source = 'file' OR source = 'url' OR source = 'local' OR source = 'manifest' OR source = 'unknown'),
          -- registry; a requirement file; a URL or git; a local path; the project's manifest or lock file; or unknown.
        text TEXT NOT NULL, -- The word as written, such as curl=7.88.* or requirements.txt.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX package_install_by_content ON package_install (content_id);
      CREATE INDEX package_install_by_package ON package_install (manager, package);
      """)
}
