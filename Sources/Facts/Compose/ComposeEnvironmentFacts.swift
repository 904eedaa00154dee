import Store
import Syntax

/// The tables `service_environment` and `service_env_file`.
extension ComposeFactWriter {
  mutating func writeEnvironment(of service: ComposeService, _ serviceID: Value) {
    for pair in service.environment {
      let name = pair.name.text
      rows.append(
        .serviceEnvironment,
        [
          .integer(rows.nextID(.serviceEnvironment)), id, serviceID, .text(name), Value(pair.value?.raw),
          Value(pair.value?.value), Value(SecretSigns.kind(ofName: name)),
          Value(SecretSigns.isSecret(pair.value?.value ?? pair.value?.raw, named: name)), line(pair.line),
        ])
    }
    for file in service.envFiles {
      rows.append(
        .serviceEnvFile,
        [
          .integer(rows.nextID(.serviceEnvFile)), id, serviceID, .text(file.path.text),
          Value(file.isRequired != .off), line(file.line),
        ])
    }
  }
}
