/// A scale of values with readable marks.
struct Axis {
  let lower: Double
  let upper: Double
  let step: Double

  /// A scale of rates that holds all values, at least 20 points wide, within 0 to 1.
  init(rates: [Double]) {
    let values = rates.filter(\.isFinite)
    let low = max(0, min(1, values.min() ?? 0))
    let high = max(0, min(1, values.max() ?? 1))
    let step = high - low > 0.4 ? 0.2 : high - low > 0.15 ? 0.1 : 0.05
    var lower = (low / step).rounded(.down) * step
    var upper = (high / step).rounded(.up) * step
    while upper - lower < 0.2 - 1e-9 {
      if lower > 0 { lower -= step }
      if upper < 1 - 1e-9 { upper += step }
    }
    self.lower = max(0, lower)
    self.upper = min(1, upper)
    self.step = step
  }

  /// A scale of counts from nothing to at least the largest.
  init(counts: [Double]) {
    let high = max(1, counts.filter(\.isFinite).max() ?? 1)
    var step = 1.0
    var growth = 0
    while high / step > 4 {
      step *= growth % 3 == 1 ? 2.5 : 2  // 1, 2, 5, 10, 20, 50 …
      growth += 1
    }
    self.init(lower: 0, upper: (high / step).rounded(.up) * step, step: step)
  }

  private init(lower: Double, upper: Double, step: Double) {
    self.lower = lower
    self.upper = upper
    self.step = step
  }

  var marks: [Double] {
    let count = Int(((upper - lower) / step).rounded())
    return (0...max(0, count)).map { lower + Double($0) * step }
  }

  /// Where a value stands, from 0 to 1.
  func position(_ value: Double) -> Double {
    guard value.isFinite, upper > lower else { return 0 }
    return max(0, min(1, (value - lower) / (upper - lower)))
  }
}
