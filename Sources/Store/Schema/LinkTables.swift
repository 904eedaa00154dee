extension SchemaPart {
  static let links = SchemaPart(
    name: "links",
    sql: """
      CREATE TABLE build_context ( -- How a Dockerfile is built now: one row per Compose service that builds it, or one assumed.
        build_context_id INTEGER PRIMARY KEY, -- Key.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        dockerfile_file_id INTEGER NOT NULL REFERENCES file (file_id), -- The Dockerfile.
        compose_file_id INTEGER REFERENCES file (file_id), -- The Compose file whose service builds it; NULL where assumed.
        service_id INTEGER, -- That service, or NULL.
        service_name TEXT, -- Its name, or NULL.
        context_path TEXT NOT NULL, -- Build context, from the top of the repository; '' is the top itself.
        dockerignore_file_id INTEGER REFERENCES file (file_id), -- The ignore file in force, or NULL where there is none.
        evidence TEXT NOT NULL CHECK (evidence IN ('compose', 'assumed'))
          -- compose: a service says so. assumed: nothing says; the context is the folder with the nearest ignore file
          -- at or above the Dockerfile, else the Dockerfile's own folder.
      ) STRICT;
      CREATE INDEX build_context_by_repository ON build_context (repository_id);
      CREATE INDEX build_context_by_dockerfile ON build_context (dockerfile_file_id);

      CREATE TABLE compose_project ( -- Compose files that are used together now: those of one folder.
        compose_project_id INTEGER PRIMARY KEY, -- Key.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        folder TEXT NOT NULL, -- Their folder; '' is the top.
        UNIQUE (repository_id, folder)
      ) STRICT;

      CREATE TABLE compose_project_file ( -- A file of a Compose project.
        compose_project_id INTEGER NOT NULL REFERENCES compose_project (compose_project_id), -- The project.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file.
        role TEXT NOT NULL CHECK (role IN ('base', 'override', 'dev', 'prod', 'test')),
          -- base: read by default; override: merged over it by default; the others: merged when named.
        PRIMARY KEY (compose_project_id, file_id)
      ) STRICT;
      CREATE INDEX compose_project_file_by_file ON compose_project_file (file_id);

      CREATE TABLE compose_reference ( -- One row per file that a Compose file names.
        compose_reference_id INTEGER PRIMARY KEY, -- Key.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        compose_file_id INTEGER NOT NULL REFERENCES file (file_id), -- The Compose file.
        service_id INTEGER, -- The service that names it, or NULL where the file as a whole does.
        kind TEXT NOT NULL CHECK (kind = 'include' OR kind = 'extends' OR kind = 'env_file' OR kind = 'label_file' OR kind = 'secret_file' OR kind = 'config_file'), -- What it is named for.
        path TEXT NOT NULL, -- As written, with defaults put in.
        target_path TEXT, -- Path from the top of the repository; NULL where it leaves it, is fetched from elsewhere, or hangs on a variable.
        target_file_id INTEGER REFERENCES file (file_id), -- That file, or NULL where it is not there, or not of a kind that is read.
        is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)), -- 0 where it may be missing.
        line INTEGER NOT NULL -- Line in the Compose file, from 1.
      ) STRICT;
      CREATE INDEX compose_reference_by_repository ON compose_reference (repository_id);
      CREATE INDEX compose_reference_by_file ON compose_reference (compose_file_id);

      CREATE TABLE compose_project_node ( -- What Compose makes of a project's files now: one row per value of the merged result.
        -- The file that Compose reads by itself is merged with its override file; any other base file stands alone. Extended
        -- and included files of the repository are taken in, defaults and the values of .env put in, short forms spelled
        -- out. There are no rows of the past.
        compose_project_node_id INTEGER PRIMARY KEY, -- Key.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        compose_project_id INTEGER NOT NULL REFERENCES compose_project (compose_project_id), -- The project.
        base_file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file that it starts from; a folder may hold several.
        service TEXT, -- The service that it belongs to, or NULL.
        path TEXT NOT NULL, -- Such as services.db.ports[0].target.
        kind TEXT NOT NULL CHECK (kind = 'mapping' OR kind = 'sequence' OR kind = 'scalar'), -- Kind of the value.
        value TEXT, -- A scalar's value; a variable that nothing gives a value stays as written. NULL for the others and for null.
        type TEXT, -- A scalar's type: string, integer, float, boolean or null; NULL for the others.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file that set it.
        line INTEGER NOT NULL -- The line there, from 1.
      ) STRICT;
      CREATE INDEX compose_project_node_by_repository ON compose_project_node (repository_id);
      CREATE INDEX compose_project_node_by_base ON compose_project_node (base_file_id, path);

      CREATE TABLE compose_project_problem ( -- What Compose would refuse in a project as it is now, all its files merged. There are no rows of the past.
        compose_project_problem_id INTEGER PRIMARY KEY, -- Key.
        repository_id INTEGER NOT NULL REFERENCES repository (repository_id), -- The repository.
        compose_project_id INTEGER NOT NULL REFERENCES compose_project (compose_project_id), -- The project.
        base_file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file that it starts from.
        kind TEXT NOT NULL, -- As in compose_problem.
        path TEXT, -- Path as in compose_project_node, or NULL where it has none.
        message TEXT NOT NULL, -- What is wrong, as a sentence.
        file_id INTEGER NOT NULL REFERENCES file (file_id), -- The file that it is in.
        line INTEGER NOT NULL -- The line there, from 1.
      ) STRICT;
      CREATE INDEX compose_project_problem_by_repository ON compose_project_problem (repository_id);
      """)
}
