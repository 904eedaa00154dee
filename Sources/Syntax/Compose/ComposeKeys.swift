/// The keys that Compose knows.
enum ComposeKeys {
  static let file: Set<String> = [
    "version", "name", "services", "networks", "volumes", "secrets", "configs", "include", "models",
  ]

  static let service: Set<String> = [
    "annotations", "attach", "blkio_config", "build", "cap_add", "cap_drop", "cgroup", "cgroup_parent", "command",
    "configs", "container_name", "cpu_count", "cpu_percent", "cpu_period", "cpu_quota", "cpu_rt_period",
    "cpu_rt_runtime", "cpu_shares", "cpus", "cpuset", "credential_spec", "depends_on", "deploy", "develop",
    "device_cgroup_rules", "devices", "dns", "dns_opt", "dns_search", "domainname", "entrypoint", "env_file",
    "environment", "expose", "extends", "external_links", "extra_hosts", "gpus", "group_add", "healthcheck",
    "hostname", "image", "init", "ipc", "isolation", "label_file", "labels", "links", "logging", "mac_address",
    "mem_limit", "mem_reservation", "mem_swappiness", "memswap_limit", "models", "network_mode", "networks",
    "oom_kill_disable", "oom_score_adj", "pid", "pids_limit", "platform", "ports", "post_start", "post_stop",
    "pre_start", "pre_stop",
    "privileged", "profiles", "provider", "pull_policy", "pull_refresh_after", "read_only", "restart", "runtime",
    "scale", "secrets", "security_opt", "shm_size", "stdin_open", "stop_grace_period", "stop_signal", "storage_opt",
    "sysctls", "tmpfs", "tty", "ulimits", "use_api_socket", "user", "userns_mode", "uts", "volumes", "volumes_from",
    "working_dir",
  ]

  /// Keys of files of version 1 and 2 that later ones dropped.
  static let oldService: Set<String> = ["dockerfile", "log_driver", "log_opt", "net", "volume_driver"]

  static func isExtension(_ key: String) -> Bool { key.hasPrefix("x-") }

  /// The known key that differs from this one by a slip or two, or nil.
  static func nearest(to key: String, in known: Set<String>) -> String? {
    guard key.utf8.count <= 40 else { return nil }
    let limit = min(2, key.utf8.count / 3)
    // What differs more in length than that is too far away without a look at its letters.
    let candidates = known.filter { abs($0.utf8.count - key.utf8.count) <= limit }
    return candidates.map { (distance(key, $0), $0) }.filter { $0.0 <= limit }.min { $0 < $1 }?.1
  }

  /// How many letters must be put in, left out or changed to turn one text into the other.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    var row = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(diagonal + (a == b ? 0 : 1), above + 1, row[j] + 1)
        diagonal = above
      }
    }
    return row[right.count]
  }
}
