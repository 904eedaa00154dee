extension SchemaPart {
  static let compose = SchemaPart(
    name: "compose",
    sql: """
      CREATE TABLE compose_file ( -- One row per Compose content that was taken apart.
        content_id INTEGER PRIMARY KEY REFERENCES content (content_id), -- The content.
        form TEXT NOT NULL CHECK (form = 'v1' OR form = 'v2' OR form = 'v3' OR form = 'specification'),
          -- v1: services at the top level; v2 and v3: says version 2.x or 3.x; specification: says no version.
        version TEXT, -- Value of the top-level version, or NULL.
        version_line INTEGER, -- Its line, or NULL.
        project_name TEXT, -- Value of the top-level name, or NULL.
        service_count INTEGER NOT NULL, -- Number of services.
        document_count INTEGER NOT NULL -- Number of YAML documents; Compose reads them as one merged file.
      ) STRICT;

      CREATE TABLE service ( -- One row per service of a Compose file, as that one file has it.
        service_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        name TEXT NOT NULL, -- Its name.
        line INTEGER NOT NULL, -- Line of its name, from 1.
        end_line INTEGER NOT NULL, -- Last line.
        image TEXT, -- Image as written, or NULL.
        image_line INTEGER, -- Its line, or NULL.
        image_resolved TEXT, -- With defaults put in; NULL where absent or it hangs on a variable without one.
        image_unresolved_variable TEXT, -- First variable without a default in it, or NULL.
        registry TEXT, -- Of the image: registry, such as docker.io, or NULL.
        repository TEXT, -- Of the image: repository, normalised, such as library/postgres, or NULL.
        tag TEXT, -- Of the image: tag, or NULL.
        digest TEXT, -- Of the image: digest, or NULL.
        pinned_by TEXT CHECK (pinned_by = 'digest' OR pinned_by = 'tag' OR pinned_by = 'floating' OR pinned_by = 'none'), -- Of the image, as in image_use.
        has_build INTEGER NOT NULL CHECK (has_build IN (0, 1)), -- 1 where it has a build section.
        build_line INTEGER, -- Line of the key build, or NULL.
        build_context TEXT, -- Build context, defaults put in, or NULL; . where build does not say.
        build_dockerfile TEXT, -- Dockerfile relative to the context, or NULL for the default.
        build_target TEXT, -- Target stage, or NULL.
        build_is_inline INTEGER NOT NULL CHECK (build_is_inline IN (0, 1)), -- 1 where dockerfile_inline holds the Dockerfile.
        container_name TEXT, -- container_name, or NULL.
        command TEXT, -- command as a JSON array of words, or NULL.
        command_line INTEGER, -- Its line, or NULL.
        entrypoint TEXT, -- entrypoint as a JSON array of words, or NULL.
        user_name TEXT, -- user, defaults put in, or NULL.
        user_line INTEGER, -- Its line, or NULL.
        working_dir TEXT, -- working_dir, or NULL.
        privileged INTEGER CHECK (privileged IN (0, 1)), -- privileged, or NULL where not said.
        read_only INTEGER CHECK (read_only IN (0, 1)), -- read_only, or NULL where not said.
        init INTEGER CHECK (init IN (0, 1)), -- init, or NULL where not said.
        restart TEXT, -- restart, such as unless-stopped, or NULL.
        network_mode TEXT, -- network_mode, in version 1 net, defaults put in, or NULL.
        network_mode_line INTEGER, -- Its line, or NULL.
        pid TEXT, -- pid, or NULL.
        ipc TEXT, -- ipc, or NULL.
        platform TEXT, -- platform, or NULL.
        pull_policy TEXT, -- pull_policy, or NULL.
        memory_limit TEXT, -- deploy.resources.limits.memory or mem_limit as written, or NULL.
        cpu_limit TEXT, -- deploy.resources.limits.cpus or cpus as written, or NULL.
        pids_limit TEXT, -- deploy.resources.limits.pids or pids_limit as written, or NULL.
        logging_driver TEXT, -- logging.driver, or NULL.
        profiles TEXT, -- JSON array of its profiles, or NULL.
        extends_service TEXT, -- Service it extends, or NULL.
        extends_file TEXT, -- File of that service, or NULL for the same file.
        healthcheck TEXT CHECK (healthcheck IN ('command', 'none')) -- Its healthcheck: a command, disabled, or NULL where there is none.
      ) STRICT;
      CREATE INDEX service_by_content ON service (content_id, name);
      CREATE INDEX service_by_repository ON service (repository);

      CREATE TABLE service_port ( -- One row per entry of ports or expose.
        service_port_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- Its service.
        kind TEXT NOT NULL CHECK (kind IN ('ports', 'expose')), -- ports publishes to the host; expose does not.
        text TEXT NOT NULL, -- As written; the long form as JSON.
        host_ip TEXT, -- Address of the host it is bound to, defaults put in, or NULL for all.
        published TEXT, -- Port or range on the host, defaults put in; NULL where the engine picks one, or for expose.
        target INTEGER, -- First port in the container; NULL where it hangs on a variable without a default.
        target_to INTEGER, -- Last port of a range; the same as target for one port.
        protocol TEXT NOT NULL, -- tcp, udp or sctp; tcp where not said.
        mode TEXT, -- host or ingress, or NULL.
        is_loopback INTEGER NOT NULL CHECK (is_loopback IN (0, 1)), -- 1 where host_ip is of the loopback range.
        unresolved_variable TEXT, -- First variable without a default in it, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_port_by_content ON service_port (content_id);

      CREATE TABLE service_volume ( -- One row per entry of a service's volumes or tmpfs.
        service_volume_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- Its service.
        type TEXT NOT NULL CHECK (type = 'bind' OR type = 'volume' OR type = 'anonymous' OR type = 'tmpfs' OR type = 'npipe' OR type = 'cluster' OR type = 'image' OR type = 'unknown'),
          -- bind mount; named volume; anonymous volume; tmpfs and so on; unknown where it hangs on a variable.
        source TEXT, -- Host path or volume name, defaults put in; NULL where there is none.
        target TEXT, -- Path in the container, defaults put in, without a trailing slash; NULL where unknown.
        is_read_only INTEGER NOT NULL CHECK (is_read_only IN (0, 1)), -- 1 for ro.
        is_source_tree INTEGER NOT NULL CHECK (is_source_tree IN (0, 1)),
          -- 1 for a bind mount of the project's own source: ., ./ or a folder below or above it; not a file, nor a folder
          -- whose name or target says that it holds data, configuration, logs or certificates.
        mode TEXT, -- Mode of the short form as written, or NULL.
        unresolved_variable TEXT, -- First variable without a default in it, or NULL.
        text TEXT NOT NULL, -- As written; the long form as JSON.
        line INTEGER NOT NULL, -- Line, from 1.
        propagation TEXT -- Of a bind mount: shared, rshared, slave, rslave, private or rprivate, of either form, or NULL.
      ) STRICT;
      CREATE INDEX service_volume_by_content ON service_volume (content_id);

      CREATE TABLE service_environment ( -- One row per name under environment, or in a file of kind env.
        service_environment_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER, -- Its service; NULL in a file of kind env.
        name TEXT NOT NULL, -- Its name.
        value TEXT, -- Value as written; NULL where it is taken from the caller's environment.
        value_resolved TEXT, -- Value with defaults put in; NULL where it hangs on a variable without one.
        secret_kind TEXT, -- As in variable.
        holds_secret INTEGER NOT NULL CHECK (holds_secret IN (0, 1)), -- As in variable.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_environment_by_content ON service_environment (content_id);

      CREATE TABLE service_env_file ( -- One row per entry of env_file.
        service_env_file_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- Its service.
        path TEXT NOT NULL, -- Path relative to the Compose file, defaults put in.
        is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)), -- 0 where it may be missing.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_env_file_by_content ON service_env_file (content_id);

      CREATE TABLE service_dependency ( -- One row per service that a service waits for or links to.
        service_dependency_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- The service that waits.
        kind TEXT NOT NULL CHECK (kind = 'depends_on' OR kind = 'links' OR kind = 'volumes_from' OR kind = 'network_mode'), -- Which key says so.
        depends_on TEXT NOT NULL, -- Name of the service waited for.
        condition TEXT NOT NULL, -- service_started, service_healthy or service_completed_successfully; service_started where not said.
        is_condition_written INTEGER NOT NULL CHECK (is_condition_written IN (0, 1)), -- 1 where the condition is written.
        is_required INTEGER NOT NULL CHECK (is_required IN (0, 1)), -- 0 where required is false.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_dependency_by_content ON service_dependency (content_id, depends_on);
      """)

  static let composeDetail = SchemaPart(
    name: "compose",
    sql: """
      CREATE TABLE service_network ( -- One row per network a service joins.
        service_network_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- Its service.
        network TEXT NOT NULL, -- Name of the network in the file.
        aliases TEXT, -- JSON array of aliases, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_network_by_content ON service_network (content_id);

      CREATE TABLE service_secret ( -- One row per secret or config granted to a service.
        service_secret_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- Its service.
        kind TEXT NOT NULL CHECK (kind = 'secret' OR kind = 'config' OR kind = 'build-secret'), -- secrets, configs, or secrets of build.
        source TEXT NOT NULL, -- Name of the secret or config in the file.
        target TEXT, -- Path or name in the container, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_secret_by_content ON service_secret (content_id);

      CREATE TABLE service_capability ( -- One row per entry of cap_add or cap_drop.
        service_capability_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- Its service.
        kind TEXT NOT NULL CHECK (kind IN ('add', 'drop')), -- add or drop.
        capability TEXT NOT NULL, -- In upper case, without CAP_, such as NET_ADMIN.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_capability_by_content ON service_capability (content_id);

      CREATE TABLE service_option ( -- One row per entry of a service's lists that need no table of their own.
        service_option_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- Its service.
        kind TEXT NOT NULL CHECK (kind = 'security_opt' OR kind = 'device' OR kind = 'label' OR kind = 'build_arg' OR kind = 'extra_host' OR kind = 'dns' OR kind = 'group_add' OR kind = 'sysctl' OR kind = 'ulimit' OR kind = 'device_cgroup_rule'), -- Which key.
          -- A device is named source:target:permissions, in the short form as written.
        name TEXT NOT NULL, -- The entry, or its key where it is a pair.
        value TEXT, -- Its value where it is a pair, defaults put in, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_option_by_content ON service_option (content_id, kind);

      CREATE TABLE service_setting ( -- One row per scalar below a service, however deep, with defaults put in.
        service_setting_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- Its service.
        name TEXT NOT NULL, -- Keys from the service down, joined by dots, without positions in lists: mem_limit, deploy.resources.limits.memory.
          -- Labels, variables, ports, volumes and the like have tables of their own and are left out.
        value TEXT, -- Value with defaults put in; NULL where it hangs on a variable without one, or is null.
        unresolved_variable TEXT, -- First variable without a default in it, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_setting_by_name ON service_setting (content_id, name);

      CREATE TABLE service_healthcheck ( -- One row per healthcheck of a service.
        service_healthcheck_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        service_id INTEGER NOT NULL, -- Its service.
        kind TEXT NOT NULL CHECK (kind IN ('command', 'none')), -- A command, or disabled.
        form TEXT CHECK (form = 'string' OR form = 'CMD' OR form = 'CMD-SHELL'), -- How test is written, or NULL where it has none.
        test TEXT, -- The command, words joined by blanks, or NULL.
        interval TEXT, -- interval, or NULL.
        timeout TEXT, -- timeout, or NULL.
        retries TEXT, -- retries, or NULL.
        start_period TEXT, -- start_period, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX service_healthcheck_by_content ON service_healthcheck (content_id);

      CREATE TABLE compose_network ( -- One row per top-level network.
        compose_network_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        name TEXT NOT NULL, -- Its name in the file.
        is_external INTEGER NOT NULL CHECK (is_external IN (0, 1)), -- 1 where it is made elsewhere.
        is_internal INTEGER NOT NULL CHECK (is_internal IN (0, 1)), -- 1 where it has no way out.
        driver TEXT, -- Its driver, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX compose_network_by_content ON compose_network (content_id);

      CREATE TABLE compose_volume ( -- One row per top-level volume.
        compose_volume_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        name TEXT NOT NULL, -- Its name in the file.
        is_external INTEGER NOT NULL CHECK (is_external IN (0, 1)), -- 1 where it is made elsewhere.
        driver TEXT, -- Its driver, or NULL.
        bind_source TEXT, -- Host path where driver_opts make it a bind mount, or NULL.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX compose_volume_by_content ON compose_volume (content_id);

      CREATE TABLE compose_secret ( -- One row per top-level secret or config.
        compose_secret_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        kind TEXT NOT NULL CHECK (kind IN ('secret', 'config')), -- secret or config.
        name TEXT NOT NULL, -- Its name in the file.
        is_external INTEGER NOT NULL CHECK (is_external IN (0, 1)), -- 1 where it is made elsewhere.
        origin TEXT CHECK (origin = 'file' OR origin = 'environment' OR origin = 'content'), -- Where its value comes from, or NULL where external.
        value TEXT, -- The file's path or the variable's name, or NULL; the content itself is not kept.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX compose_secret_by_content ON compose_secret (content_id);

      CREATE TABLE compose_node ( -- One row per key and list entry of a Compose file, so that SQL reaches what has no table.
        compose_node_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        parent_id INTEGER, -- The node it is in, or NULL at the top level.
        path TEXT NOT NULL, -- Such as services.db.ports[0], also in version 1, which has the service db at the top level.
        key TEXT, -- Its key, or NULL for a list entry.
        kind TEXT NOT NULL CHECK (kind = 'mapping' OR kind = 'sequence' OR kind = 'scalar'), -- Kind of the value.
        value TEXT, -- A scalar's text as written; NULL for the others and for null.
        type TEXT, -- A scalar's type: string, integer, float, boolean or null; NULL for the others.
        line INTEGER NOT NULL, -- Line, from 1.
        column INTEGER NOT NULL, -- Column, from 1, in bytes.
        position INTEGER NOT NULL, -- Its place among the keys or entries beside it as written, from 0.
        style TEXT CHECK (style = 'plain' OR style = 'single' OR style = 'double' OR style = 'literal' OR style = 'folded'),
          -- How a scalar is written: without quotes, in single or double quotes, as | or > block; NULL for the others.
        resolved TEXT, -- Of a scalar with a $: its value with defaults put in, or NULL where it hangs on a variable without one.
        value_line INTEGER NOT NULL, -- Line where the value starts; line is that of the key. Of an alias, its anchor's.
        end_line INTEGER NOT NULL, -- Last line of the value.
        tag TEXT, -- Its tag, such as !reset, or NULL.
        is_merged INTEGER NOT NULL CHECK (is_merged IN (0, 1)) -- 1 where a merge key (<<) brought it in.
      ) STRICT;
      CREATE INDEX compose_node_by_content ON compose_node (content_id, path);

      CREATE TABLE compose_problem ( -- One row per thing in a Compose file that Compose would refuse, as far as this one file tells.
        compose_problem_id INTEGER PRIMARY KEY, -- Key: content_id * 1048576 + ordinal.
        content_id INTEGER NOT NULL REFERENCES content (content_id), -- The content.
        kind TEXT NOT NULL CHECK (kind = 'yaml' OR kind = 'duplicate_key' OR kind = 'structure' OR kind = 'schema' OR kind = 'missing' OR kind = 'value' OR kind = 'conflict' OR kind = 'reference' OR kind = 'cycle' OR kind = 'interpolation' OR kind = 'limit'),
          -- yaml: no YAML that can be read whole. duplicate_key: a key twice in one mapping. structure: the file, services or
          -- a service is no mapping, a key no string, the file empty or of version 1. schema: an unknown key, a wrong type
          -- or word. missing: a key that must be there. value: a text that cannot be read as what it stands for. conflict:
          -- keys that exclude each other, names given twice. reference: a name that the file does not declare. cycle:
          -- services that wait for each other. interpolation: a broken $ reference. limit: too much to be read.
          -- missing and reference may be made good by another file of the project: see compose_project_problem.
        path TEXT, -- Path as in compose_node, or NULL where it has none.
        message TEXT NOT NULL, -- What is wrong, as a sentence.
        line INTEGER NOT NULL -- Line, from 1.
      ) STRICT;
      CREATE INDEX compose_problem_by_content ON compose_problem (content_id, kind);
      """)
}
