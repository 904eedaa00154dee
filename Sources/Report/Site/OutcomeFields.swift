import Store

extension Row {
  /// The fields that a table of answers shows: counts, bar and rates.
  var outcomeFields: Fields {
    let bar = OutcomeBar(
      pass: number("pass"), fail: number("fail"), exempt: number("exempt"), unknown: number("unknown"))
    return [
      "pass": count("pass"), "fail": count("fail"), "exempt": count("exempt"), "unknown": count("unknown"),
      "rate": percent("rate"), "strict_rate": percent("strict_rate"), "bar": .markup(bar.markup),
      "is_judged": .flag(number("pass") + number("fail") + number("exempt") + number("unknown") > 0),
    ]
  }

  /// Open findings by severity: counts, nothing where there are none, and a bar.
  var severityFields: Fields {
    let counts = SeverityBar.severities.map { number($0) }
    var fields: Fields = ["severity_bar": .markup(SeverityBar(counts: counts).markup), "open": count("open")]
    for (severity, count) in zip(SeverityBar.severities, counts) {
      fields[severity] = count > 0 ? .text(Figure.count(count)) : .text("·")
    }
    return fields
  }
}
