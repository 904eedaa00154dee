extension SchemaPart {
  static let dockerfile = SchemaPart(
    name: "dockerfile",
    sql: """
      CREATE TABLE dockerfile ( -- One row per Dockerfile content that was taken apart.
        content_id INTEGER PRIMARY KEY REFERENCES content (content_id), -- The content.
        stage_count INTEGER NOT NULL, -- Number of FROM instructions.
        instruction_count INTEGER NOT NULL, -- Number of instructions.
        syntax TEXT, -- Value of the syntax directive, or NULL.
        escape_character TEXT NOT NULL, -- Escape character in force: \\ or `.
        check_directive TEXT, -- Value of the check directive, or NULL.
        is_windows INTEGER NOT NULL CHECK (is_windows IN (0, 1)) -- 1 where it plainly builds a Windows image.
      ) STRICT;

      CREATE TABLE instruction ( -- One row per instruction, in order; an ONBUILD is the instruction that it wraps.
        instruction_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage, or NULL before the first FROM.
        ordinal INTEGER NOT NULL, -- Position in the file, from 0.
        keyword TEXT NOT NULL, -- In upper case, such as RUN; unknown keywords too.
        keyword_as_written TEXT NOT NULL, -- The keyword as the file has it.
        is_onbuild INTEGER NOT NULL CHECK (is_onbuild IN (0, 1)), -- 1 where wrapped in ONBUILD.
        form TEXT CHECK (form = 'shell' OR form = 'exec' OR form = 'heredoc'), -- Of RUN, CMD, ENTRYPOINT, SHELL, HEALTHCHECK, COPY, ADD, VOLUME.
        arguments TEXT NOT NULL, -- What follows keyword and flags, continuations joined, comments gone.
        onbuild_as_written TEXT, -- ONBUILD as the file has it, where it wraps the instruction, or NULL.
        shell TEXT, -- JSON array of the SHELL in force, of RUN, CMD, ENTRYPOINT and HEALTHCHECK; NULL for the default.
        empty_line INTEGER, -- First empty line inside it, or NULL.
        flags TEXT, -- JSON array of its flags as written, such as ["--from=build"], or NULL where it has none.
        line INTEGER NOT NULL, -- First line, from 1.
        end_line INTEGER NOT NULL -- Last line.
      ) STRICT;
      CREATE INDEX instruction_by_content ON instruction (content_id, keyword);

      CREATE TABLE stage ( -- One row per FROM: a build stage and what is in force at its end.
        stage_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        ordinal INTEGER NOT NULL, -- Position, from 0, as COPY --from=0 counts.
        name TEXT, -- Name after AS, in lower case, or NULL.
        name_as_written TEXT, -- Name as the file has it, or NULL.
        line INTEGER NOT NULL, -- Line of FROM, from 1.
        end_line INTEGER NOT NULL, -- Last line of the stage.
        image TEXT NOT NULL, -- What FROM names, as written, such as ${BASE}:3.12.
        image_resolved TEXT, -- The same with the defaults of ARGs put in; NULL where that hangs on an unknown value.
        unresolved_variable TEXT, -- First variable without a known value in it, or NULL.
        image_default TEXT, -- The image with nothing but defaults put in, an ARG without one being empty; NULL where that fails.
        image_default_is_valid INTEGER NOT NULL CHECK (image_default_is_valid IN (0, 1)), -- 1 where that is an image's name.
        base_kind TEXT NOT NULL CHECK (base_kind = 'image' OR base_kind = 'stage' OR base_kind = 'scratch' OR base_kind = 'unknown'),
          -- What it builds on: an image, an earlier stage, nothing, or what nobody can see.
        parent_stage_id INTEGER, -- The earlier stage it builds on, or NULL.
        root_stage_id INTEGER NOT NULL, -- The stage at the start of its chain of FROMs; itself where it builds on no stage.
        registry TEXT, -- Of an image: registry, such as docker.io; NULL for a stage, scratch or unknown.
        repository TEXT, -- Of an image: repository, normalised, such as library/python; otherwise NULL.
        tag TEXT, -- Of an image: tag as resolved, or NULL.
        digest TEXT, -- Of an image: digest as resolved, or NULL.
        pinned_by TEXT CHECK (pinned_by = 'digest' OR pinned_by = 'tag' OR pinned_by = 'floating' OR pinned_by = 'none'),
          -- Of an image: digest; a tag other than latest; the floating tag latest; or nothing. NULL otherwise.
        platform TEXT, -- Value of --platform as written, or NULL.
        is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)), -- 1 for the last stage, which a plain build makes.
        ships INTEGER NOT NULL CHECK (ships IN (0, 1)), -- 1 where its layers are in the final image: the last stage and those it
          -- builds on by FROM; of FROM base-$TARGETARCH, all that it chooses from.
        is_used INTEGER NOT NULL CHECK (is_used IN (0, 1)), -- 1 where it ships, or something that ships copies or mounts from it, at any remove.
        user_name TEXT, -- User in force at its end, inherited, resolved; NULL where the base image decides.
        user_unresolved_variable TEXT, -- Variable that hides the user, or NULL.
        user_line INTEGER, -- Line of the USER in force, or NULL.
        workdir TEXT, -- Working directory in force at its end, inherited, resolved, or NULL.
        shell TEXT, -- JSON array of SHELL in force at its end, or NULL for the default.
        cmd TEXT, -- Arguments of the CMD in force, or NULL.
        entrypoint TEXT, -- Arguments of the ENTRYPOINT in force, or NULL.
        healthcheck TEXT CHECK (healthcheck IN ('command', 'none')), -- HEALTHCHECK in force: a command, NONE, or NULL where there is none.
        healthcheck_line INTEGER -- Line of that HEALTHCHECK, or NULL.
      ) STRICT;
      CREATE INDEX stage_by_content ON stage (content_id);

      CREATE TABLE variable ( -- One row per name that ARG or ENV sets.
        variable_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage, or NULL for an ARG before the first FROM.
        instruction_id INTEGER NOT NULL, -- The instruction.
        kind TEXT NOT NULL CHECK (kind IN ('arg', 'env')), -- arg or env.
        name TEXT NOT NULL, -- Its name.
        value TEXT, -- Value as written, quotes taken off; NULL for an ARG without a default.
        value_resolved TEXT, -- Value with known variables put in; NULL where unknown.
        is_used INTEGER NOT NULL CHECK (is_used IN (0, 1)), -- 1 where a later instruction of its scope names it.
        secret_kind TEXT, -- What the name says a secret would be: password, token, key, secret, credential; NULL where it says none.
        holds_secret INTEGER NOT NULL CHECK (holds_secret IN (0, 1)),
          -- 1 where the value is a literal that looks like a real secret: named like one and not empty, a path, a
          -- placeholder, a variable, a boolean; or shaped like a known token or a URL with a password.
        value_form TEXT CHECK (value_form = 'fingerprint' OR value_form = 'path' OR value_form = 'placeholder' OR value_form = 'switch'),
          -- What the value plainly is, known variables put in: fingerprint: of an OpenPGP key or a certificate; path: of a
          -- file; placeholder: stands for a value to come, or is empty; switch: true, off, none and the like; NULL for all others.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX variable_by_content ON variable (content_id);
      """)

  static let dockerfileDetail = SchemaPart(
    name: "dockerfile",
    sql: """
      CREATE TABLE variable_use ( -- One row per $NAME that BuildKit looks up: in FROM, ADD, COPY, ARG, ENV, EXPOSE, LABEL, STOPSIGNAL,
        -- USER, VOLUME and WORKDIR; not in RUN, which is the shell's, and not behind ONBUILD.
        variable_use_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage; of a FROM, the stage that it begins; NULL before the first FROM.
        instruction_id INTEGER NOT NULL, -- The instruction.
        keyword TEXT NOT NULL, -- Its keyword.
        place TEXT NOT NULL, -- image or platform, of FROM; flag, argument, or heredoc.
        name TEXT NOT NULL, -- The variable.
        operator TEXT, -- What follows the name in braces, such as :- or ##, or NULL.
        origin TEXT NOT NULL, -- Who sets it: global (an ARG before FROM), stage (an ARG or ENV earlier in the stage, or in one that it builds
          -- on), predefined (BuildKit), same-instruction (nobody before this very instruction), or none (the base image may).
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX variable_use_by_content ON variable_use (content_id);

      CREATE TABLE copy_source ( -- One row per source of a COPY or ADD.
        copy_source_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage.
        instruction_id INTEGER NOT NULL, -- The instruction.
        keyword TEXT NOT NULL CHECK (keyword IN ('COPY', 'ADD')), -- COPY or ADD.
        source TEXT NOT NULL, -- The source, resolved where that is known, else as written.
        destination TEXT NOT NULL, -- Where it goes, likewise.
        origin TEXT NOT NULL CHECK (origin = 'context' OR origin = 'stage' OR origin = 'image' OR origin = 'url' OR origin = 'git' OR origin = 'heredoc' OR origin = 'unknown'), -- Where it comes from.
        from_stage_id INTEGER, -- The stage of --from, or NULL.
        is_whole_context INTEGER NOT NULL CHECK (is_whole_context IN (0, 1)), -- 1 where it takes the whole build context: ., ./, /, * or ./*.
        is_archive INTEGER NOT NULL CHECK (is_archive IN (0, 1)), -- 1 where its name is of an archive that ADD unpacks.
        secret_kind TEXT, -- What a file of that name holds: env-file, private-key, certificate-key, credentials, kubeconfig; NULL where nothing secret.
        chown TEXT, -- Value of --chown, or NULL.
        chmod TEXT, -- Value of --chmod, or NULL.
        has_checksum INTEGER NOT NULL CHECK (has_checksum IN (0, 1)), -- 1 where --checksum is given.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX copy_source_by_content ON copy_source (content_id);

      CREATE TABLE run_mount ( -- One row per --mount of a RUN.
        run_mount_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage.
        instruction_id INTEGER NOT NULL, -- The instruction.
        type TEXT NOT NULL, -- bind, cache, tmpfs, secret or ssh.
        target TEXT, -- Where it is mounted, resolved where that is known, or NULL.
        source TEXT, -- Source path, or NULL.
        from_reference TEXT, -- Stage or image of from=, as written, or NULL.
        from_stage_id INTEGER, -- That stage, or NULL.
        id TEXT, -- Its id, or NULL.
        options TEXT NOT NULL, -- JSON object of all options.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX run_mount_by_content ON run_mount (content_id);

      CREATE TABLE port ( -- One row per port of an EXPOSE.
        port_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage.
        instruction_id INTEGER NOT NULL, -- The instruction.
        text TEXT NOT NULL, -- As written, such as 8080/tcp.
        number INTEGER, -- First port, or NULL where unknown or no number.
        number_to INTEGER, -- Last port of a range; the same as number for one port.
        protocol TEXT NOT NULL, -- tcp, udp or sctp, as written; tcp where not said.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX port_by_content ON port (content_id);

      CREATE TABLE volume ( -- One row per path of a VOLUME.
        volume_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage.
        instruction_id INTEGER NOT NULL, -- The instruction.
        path TEXT NOT NULL, -- The path, resolved where that is known, else as written.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX volume_by_content ON volume (content_id);

      CREATE TABLE label ( -- One row per key of a LABEL.
        label_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage.
        instruction_id INTEGER NOT NULL, -- The instruction.
        name TEXT NOT NULL, -- Its key.
        value TEXT NOT NULL, -- Its value, quotes taken off, resolved where that is known.
        license TEXT, -- id where the value is the id of a licence in SPDX's list, expression where it is an SPDX expression, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX label_by_content ON label (content_id);

      CREATE TABLE healthcheck ( -- One row per HEALTHCHECK.
        healthcheck_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        stage_id INTEGER, -- Its stage.
        instruction_id INTEGER NOT NULL, -- The instruction.
        kind TEXT NOT NULL CHECK (kind IN ('command', 'none')), -- A command, or NONE.
        command TEXT, -- The command as written, or NULL.
        interval TEXT, -- Value of --interval, or NULL.
        timeout TEXT, -- Value of --timeout, or NULL.
        start_period TEXT, -- Value of --start-period, or NULL.
        retries TEXT, -- Value of --retries, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX healthcheck_by_content ON healthcheck (content_id);

      CREATE TABLE comment ( -- One row per comment line of a Dockerfile or Compose file.
        comment_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        text TEXT NOT NULL, -- Its text after the #, blanks around it taken off.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX comment_by_content ON comment (content_id);

      CREATE TABLE image_use ( -- One row per image reference anywhere: FROM, COPY --from, a mount's from=, the image of a Compose service that does not build it.
        image_use_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        usage TEXT NOT NULL CHECK (usage = 'from' OR usage = 'copy' OR usage = 'mount' OR usage = 'service'), -- How it is used.
        stage_id INTEGER, -- Its stage, in a Dockerfile.
        service_id INTEGER, -- Its service, in a Compose file.
        reference TEXT NOT NULL, -- As written.
        resolved TEXT, -- With defaults put in; NULL where that hangs on an unknown value.
        unresolved_variable TEXT, -- First variable without a known value in it, or NULL.
        registry TEXT, -- Registry, such as docker.io; NULL where unresolved.
        repository TEXT, -- Repository, normalised, such as library/python; NULL where unresolved.
        tag TEXT, -- Tag, or NULL.
        digest TEXT, -- Digest, or NULL.
        pinned_by TEXT CHECK (pinned_by = 'digest' OR pinned_by = 'tag' OR pinned_by = 'floating' OR pinned_by = 'none'),
          -- digest; a tag other than latest; the floating tag latest; or nothing. NULL where unresolved.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX image_use_by_content ON image_use (content_id);
      CREATE INDEX image_use_by_repository ON image_use (repository, tag);
      """)
}
