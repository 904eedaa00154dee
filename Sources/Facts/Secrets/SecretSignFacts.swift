import Store

extension FactRows {
  mutating func addSecretSigns(in bytes: [UInt8]) {
    for sign in SecretText(bytes).signs {
      append(
        .secretSign,
        [
          .integer(nextID(.secretSign)), .integer(contentID), .text(sign.kind.rawValue), Value(sign.provider),
          Value(sign.name), Value(sign.isWeak), Value(sign.isInComment), Value(sign.line),
        ])
    }
  }
}
