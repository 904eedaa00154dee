/// Answers as one bar: pass, fail, exempt and unknown side by side.
package struct OutcomeBar {
  package let pass: Int64
  package let fail: Int64
  package let exempt: Int64
  package let unknown: Int64

  package init(pass: Int64, fail: Int64, exempt: Int64, unknown: Int64) {
    self.pass = max(0, pass)
    self.fail = max(0, fail)
    self.exempt = max(0, exempt)
    self.unknown = max(0, unknown)
  }

  package var markup: Markup {
    var drawing = Drawing(width: 100, height: 8)
    drawing.rectangle("track", x: 0, y: 0, width: 100, height: 8)
    let total = Double(pass) + Double(fail) + Double(exempt) + Double(unknown)
    var x = 0.0
    if total > 0 {
      for (kind, count) in [("pass", pass), ("exempt", exempt), ("unknown", unknown), ("fail", fail)] {
        let width = 100 * Double(count) / total
        drawing.rectangle(kind, x: x, y: 0, width: width, height: 8)
        x += width
      }
    }
    return drawing.ornament(kind: "bar", stretches: true)
  }
}

/// A share as one bar.
package struct ShareBar {
  package let share: Double?

  package init(share: Double?) {
    self.share = share
  }

  package var markup: Markup {
    var drawing = Drawing(width: 100, height: 8)
    drawing.rectangle("track", x: 0, y: 0, width: 100, height: 8)
    if let share, share.isFinite {
      drawing.rectangle("share", x: 0, y: 0, width: 100 * max(0, min(1, share)), height: 8)
    }
    return drawing.ornament(kind: "bar", stretches: true)
  }
}
