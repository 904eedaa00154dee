extension ComposeSchema {
  /// The objects of what services share: networks, volumes, secrets, configs and models.
  static let resources = """
    object network
      attachable bool
      driver string
      driver_opts {number|string}
      enable_ipv4 bool
      enable_ipv6 bool
      external bool|external
      internal bool
      ipam ipam
      labels {text}|[string]
      name string

    object ipam
      config [address_range]
      driver string
      options {string}

    object address_range
      aux_addresses {string}
      gateway string
      ip_range string
      subnet string

    object external
      name string

    object volume
      driver string
      driver_opts {number|string}
      external bool|external
      labels {text}|[string]
      name string

    object secret
      driver string
      driver_opts {number|string}
      environment string
      external bool|external
      file string
      labels {text}|[string]
      name string
      template_driver string

    object config
      content string
      environment string
      external bool|external
      file string
      labels {text}|[string]
      name string
      template_driver string

    object model
      context_size integer
      model! string
      name string
      runtime_flags [string]

    """
}
