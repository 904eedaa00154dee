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
      """)
}
