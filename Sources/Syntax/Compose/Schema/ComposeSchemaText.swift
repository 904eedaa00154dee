extension ComposeSchema {
  /// What the Compose specification allows where, one object after the other.
  ///
  /// A line `object NAME` starts an object; its keys follow, `!` marking those that must be there. A type is a choice (`|`)
  /// of: `string`, `number`, `integer`, `boolean`, `null` and `any` as YAML has them; `bool`, `int` and `float`, which may be
  /// quoted; `size` and `duration`, texts that stand for one; `text`, a scalar that is read as a string; `'word'`; `[T]`, a
  /// list, `[[T]]` one without repeats; `{T}`, a mapping with keys of one's own; the name of an object. `(a..b)` bounds a
  /// number. Keys that start with `x-` may stand in every object.
  static let text = fileAndServices + resources

  private static let fileAndServices = """
    object file
      version string
      name string
      include [string|include]
      services {service}
      networks {null|network}
      volumes {null|volume}
      secrets {secret}
      configs {config}
      models {model}

    object include
      path string|[string]
      env_file string|[string]
      project_directory string

    object service
      annotations {text}|[string]
      attach bool
      blkio_config blkio_config
      build string|build
      cap_add [string]
      cap_drop [string]
      cgroup 'host'|'private'
      cgroup_parent string
      command null|string|[string]
      configs [string|grant]
      container_name string
      cpu_count int(0..)
      cpu_percent float(0..100)
      cpu_period int|duration
      cpu_quota int|duration
      cpu_rt_period int|duration
      cpu_rt_runtime int|duration
      cpu_shares int
      cpus float
      cpuset string
      credential_spec credential_spec
      depends_on [[string]]|{dependency}
      deploy null|deploy
      develop null|develop
      device_cgroup_rules [[string]]
      devices [string|device]
      dns string|[string]
      dns_opt [string]
      dns_search string|[string]
      domainname string
      entrypoint null|string|[string]
      env_file string|[string|env_file]
      environment {text}|[string]
      expose [port_number]
      extends string|extends
      external_links [[string]]
      extra_hosts {string|[string]}|[string]
      gpus 'all'|[gpu]
      group_add [[number|string]]
      healthcheck healthcheck
      hostname string
      image string
      init bool
      ipc string
      isolation string
      label_file string|[string]
      labels {text}|[string]
      links [string]
      logging logging
      mac_address string
      mem_limit size
      mem_reservation size
      mem_swappiness int
      memswap_limit size
      models [[string]]|{null|service_model}
      network_mode string
      networks [[string]]|{null|service_network}
      oom_kill_disable bool
      oom_score_adj int(-1000..1000)
      pid string|null
      pids_limit int
      platform string
      ports [number|string|port]
      post_start [hook]
      post_stop [hook]
      pre_start [start_hook]
      pre_stop [hook]
      privileged bool
      profiles [string]
      provider provider
      pull_policy pull_policy
      pull_refresh_after string
      read_only bool
      restart string
      runtime string
      scale int(0..)
      secrets [string|grant]
      security_opt [[string]]
      shm_size size
      stdin_open bool
      stop_grace_period duration
      stop_signal string
      storage_opt {any}
      sysctls {text}|[string]
      tmpfs string|[string]
      tty bool
      ulimits {int|ulimit}
      use_api_socket boolean
      user string
      userns_mode string
      uts string
      volumes [string|mount]
      volumes_from [[string]]
      working_dir string

    object build
      additional_contexts {text}|[string]
      args {text}|[string]
      cache_from string|[string]
      cache_to [string]
      context string
      dockerfile string
      dockerfile_inline string
      entitlements [string]
      extra_hosts {string|[string]}|[string]
      isolation string
      labels {text}|[string]
      network string
      no_cache bool
      no_cache_filter string|[string]
      platforms [string]
      privileged bool
      provenance boolean|string
      pull bool
      sbom boolean|string
      secrets [string|grant]
      shm_size size
      ssh {text}|[string]
      tags [string]
      target string
      ulimits {int|ulimit}

    object blkio_config
      device_read_bps [blkio_limit]
      device_read_iops [blkio_limit]
      device_write_bps [blkio_limit]
      device_write_iops [blkio_limit]
      weight int
      weight_device [blkio_weight]

    object blkio_limit
      path string
      rate size

    object blkio_weight
      path string
      weight int

    object credential_spec
      config string
      file string
      registry string

    object dependency
      condition! 'service_started'|'service_healthy'|'service_completed_successfully'
      required bool
      restart bool

    object deploy
      endpoint_mode string
      labels {text}|[string]
      mode string
      placement placement
      replicas int(0..)
      resources resources
      restart_policy restart_policy
      rollback_config update
      update_config update

    object placement
      constraints [string]
      max_replicas_per_node int
      preferences [preference]

    object preference
      spread string

    object resources
      limits limits
      reservations reservations

    object limits
      cpus float
      memory size_text
      pids int

    object reservations
      cpus float
      devices [device_request]
      generic_resources [generic_resource]
      memory size_text

    object generic_resource
      discrete_resource_spec discrete_resource

    object discrete_resource
      kind string
      value float

    object device_request
      capabilities! [[string]]
      count int|'all'
      device_ids [[string]]
      driver string
      options {text}|[string]

    object gpu
      capabilities [[string]]
      count int|'all'
      device_ids [[string]]
      driver string
      options {text}|[string]

    object restart_policy
      condition string
      delay duration
      max_attempts int
      window duration

    object update
      delay duration
      failure_action string
      max_failure_ratio float
      monitor duration
      order 'start-first'|'stop-first'
      parallelism int

    object develop
      watch [watch]

    object watch
      action! 'rebuild'|'sync'|'restart'|'sync+restart'|'sync+exec'
      exec hook
      ignore string|[string]
      include string|[string]
      initial_sync boolean
      path! string
      target string

    object device
      permissions string
      source! string
      target string

    object env_file
      format string
      path! string
      required bool

    object extends
      file string
      service! string

    object grant
      gid string
      mode number|string
      name string
      source string
      target string
      uid string

    object healthcheck
      disable bool
      interval duration
      retries int
      start_interval duration
      start_period duration
      test string|[string]
      timeout duration

    object hook
      command! null|string|[string]
      environment {text}|[string]
      privileged bool
      user string
      working_dir string

    object start_hook
      command null|string|[string]
      environment {text}|[string]
      image string
      per_replica bool
      privileged bool
      user string
      volumes [string|mount]
      working_dir string

    object logging
      driver string
      options {text}

    object mount
      bind bind
      consistency string
      image image_mount
      read_only bool
      source string
      target string
      tmpfs tmpfs
      type! 'bind'|'volume'|'tmpfs'|'cluster'|'npipe'|'image'
      volume volume_mount

    object bind
      create_host_path bool
      propagation string
      recursive 'enabled'|'disabled'|'writable'|'readonly'
      selinux 'z'|'Z'

    object image_mount
      subpath string

    object tmpfs
      mode number|string
      size size(0..)

    object volume_mount
      labels {text}|[string]
      nocopy bool
      subpath string

    object port
      app_protocol string
      host_ip string
      mode string
      name string
      protocol string
      published int|string
      target int|string

    object provider
      options {text|[text]}
      type! string

    object service_model
      endpoint_var string
      model_var string

    object service_network
      aliases [string]
      driver_opts {number|string}
      gw_priority number
      interface_name string
      ipv4_address string
      ipv6_address string
      link_local_ips [string]
      mac_address string
      priority number

    object ulimit
      hard! int
      soft! int

    """
}
