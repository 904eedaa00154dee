import Store
import Syntax

/// The table `service`, and the image that it uses.
extension ComposeFactWriter {
  mutating func write(_ service: ComposeService) {
    let serviceID = Value.integer(rows.nextID(.service))
    let image = service.image.map(ComposeImage.init)
    rows.append(.service, serviceRow(service, serviceID, image))
    if let image, service.build == nil { write(image, serviceID) }
    writePorts(of: service, serviceID)
    writeVolumes(of: service, serviceID)
    writeEnvironment(of: service, serviceID)
    writeDependencies(of: service, serviceID)
    writeGrants(of: service, serviceID)
    writeOptions(of: service, serviceID)
    writeSettings(of: service, serviceID)
    writeHealthcheck(of: service, serviceID)
  }

  private func serviceRow(_ service: ComposeService, _ serviceID: Value, _ image: ComposeImage?) -> [Value] {
    let identity: [Value] = [
      serviceID, id, .text(service.name), line(service.line), line(service.endLine),
    ]
    return identity + imageColumns(image) + buildColumns(service) + processColumns(service)
      + isolationColumns(service) + resourceColumns(service) + relationColumns(service)
  }

  private func imageColumns(_ image: ComposeImage?) -> [Value] {
    [
      Value(image?.text.raw), line(image?.text.line), Value(image?.text.value), Value(image?.text.needs.first),
      Value(image?.name?.registry), Value(image?.name?.repository), Value(image?.reference?.tag),
      Value(image?.reference?.digest), Value(image?.reference?.pin.rawValue),
    ]
  }

  private func buildColumns(_ service: ComposeService) -> [Value] {
    let build = service.build
    let buildLine = build == nil ? nil : service.node.entry("build")?.line
    return [
      .init(build != nil), line(buildLine), Value(build.map { $0.context?.text ?? "." }),
      Value(build?.dockerfile?.text), Value(build?.target?.text), .init(build?.dockerfileInline != nil),
    ]
  }

  private func processColumns(_ service: ComposeService) -> [Value] {
    let command = service.command
    let user = service.text("user")
    return [
      text(service, "container_name"), Value(command.map { JSONText.array($0.arguments) }), line(command?.line),
      Value(service.entrypoint.map { JSONText.array($0.arguments) }), Value(user?.text), line(user?.line),
      text(service, "working_dir"),
    ]
  }

  private func isolationColumns(_ service: ComposeService) -> [Value] {
    let networkMode = networkMode(of: service)
    return [
      Value(service.flag("privileged")?.isOn), Value(service.flag("read_only")?.isOn),
      Value(service.flag("init")?.isOn), text(service, "restart"), Value(networkMode?.text),
      line(networkMode?.line),
      text(service, "pid"), text(service, "ipc"), text(service, "platform"), text(service, "pull_policy"),
    ]
  }

  /// Version 1 called it `net`.
  func networkMode(of service: ComposeService) -> ComposeText? {
    service.text("network_mode") ?? (file.format == .v1 ? service.text("net") : nil)
  }

  private func resourceColumns(_ service: ComposeService) -> [Value] {
    [
      Value((service.resource("limits", "memory") ?? service.text("mem_limit"))?.raw),
      Value((service.resource("limits", "cpus") ?? service.text("cpus"))?.raw),
      Value((service.resource("limits", "pids") ?? service.text("pids_limit"))?.raw),
      Value((ComposeText(service["logging"]?["driver"]) ?? service.text("log_driver"))?.text),
    ]
  }

  private func relationColumns(_ service: ComposeService) -> [Value] {
    let profiles = service.profiles.map(\.text)
    let healthcheck = service.healthcheck
    return [
      profiles.isEmpty ? .null : .text(JSONText.array(profiles)), Value(service.extends?.service?.text),
      Value(service.extends?.file?.text), Value(healthcheck.flatMap(Self.kind)),
    ]
  }

  /// nil where a section only sets how often the image's own check runs.
  static func kind(of healthcheck: ComposeHealthcheck) -> String? {
    healthcheck.isDisabled ? "none" : healthcheck.form == nil ? nil : "command"
  }

  private func text(_ service: ComposeService, _ key: String) -> Value {
    Value(service.text(key)?.text)
  }

  private mutating func write(_ image: ComposeImage, _ serviceID: Value) {
    rows.append(
      .imageUse,
      [
        .integer(rows.nextID(.imageUse)), id, "service", nil, serviceID, .text(image.text.raw),
        Value(image.text.value), Value(image.text.needs.first), Value(image.reference?.registry),
        Value(image.reference?.repository), Value(image.reference?.tag), Value(image.reference?.digest),
        Value(image.reference?.pin.rawValue), line(image.text.line),
      ])
  }
}

/// An image that a service names.
struct ComposeImage {
  let text: ComposeText
  /// nil where it hangs on a variable, or is no reference.
  let reference: ImageReference?
  /// Registry and repository, also where just the tag hangs on a variable, as in `postgres:${VERSION}`.
  let name: ImageReference?

  init(_ text: ComposeText) {
    self.text = text
    reference = text.value.flatMap { try? ImageReference(normalizing: $0) }
    name = reference ?? Self.name(beforeVariableTag: text)
  }

  private static func name(beforeVariableTag text: ComposeText) -> ImageReference? {
    guard text.value == nil else { return nil }
    let name = text.text.prefix { $0 != "$" }
    guard name.hasSuffix(":") else { return nil }
    return try? ImageReference(normalizing: String(name.dropLast()))
  }
}
