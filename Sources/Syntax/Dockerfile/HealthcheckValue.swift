/// Values of HEALTHCHECK's flags.
enum HealthcheckValue {
  static func problem(ofDuration value: String, flag: String) -> String? {
    guard let seconds = GoDuration.seconds(value) else { return "time: invalid duration \"\(value)\"" }
    guard seconds != 0, seconds < 0.001 else { return nil }
    return "Interval \"\(flag)\" cannot be less than 1ms"
  }

  static func problem(ofRetries value: String) -> String? {
    guard let retries = Int32(value) else { return "--retries is not a whole number: \(value)" }
    return retries < 0 ? "--retries cannot be negative (\(retries))" : nil
  }
}
