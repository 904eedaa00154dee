import Report
import Testing

@Suite struct ChartTests {
  private static let series: [[Double?]] = [
    [], [nil], [0.5], [0], [1], [0.2, nil, 0.4], [nil, 0.3], [0, 1], [.nan, .infinity], [0.7, 0.7],
    (0..<500).map { Double($0) / 499 },
  ]

  private func expectSound(_ markup: Markup) {
    #expect(HTMLPage(markup.html).faults == [])
    #expect(!markup.html.lowercased().contains("nan") && !markup.html.contains("inf"))
    #expect(!markup.html.contains("=\"-"))
  }

  @Test(arguments: series)
  func trend(rates: [Double?]) {
    let points = rates.enumerated().map { index, rate in
      TrendChart.Point(month: "\(2000 + index / 12)-\(index % 12 < 9 ? "0" : "")\(index % 12 + 1)", rate: rate)
    }
    let chart = TrendChart(title: "A <title> & more", points: points)
    expectSound(chart.markup)
    #expect(chart.markup.html.contains("<title>A &lt;title&gt; &amp; more</title>"))
    #expect(!chart.description.isEmpty)
    expectSound(Sparkline(rates: rates.compactMap { $0 }).markup)
  }

  @Test func oneMonthIsAPointAndNoLine() {
    let chart = TrendChart(title: "T", points: [TrendChart.Point(month: "2026-08", rate: 0.5)])
    #expect(chart.markup.html.contains("<circle") && !chart.markup.html.contains("<path"))
    #expect(chart.markup.html.ranges(of: "class=\"level\"").count == 2, "a level on two sizes of screen")
    #expect(chart.description == "One month is known: 50.0 % in Aug 2026.")
    #expect(Sparkline(rates: [0.5]).markup.html.isEmpty)
  }

  @Test func changesOfTheRulesAreMarked() {
    let points = ["2026-06", "2026-07", "2026-08"].map { TrendChart.Point(month: $0, rate: 0.5) }
    let chart = TrendChart(title: "T", points: points, ruleSetMonths: ["2026-07", "2020-01"])
    #expect(chart.markup.html.ranges(of: "class=\"event\"").count == 2)
    #expect(chart.description.hasSuffix("The rules changed in Jul 2026."))
  }

  @Test func aGapPartsTheLine() {
    let rates: [Double?] = [0.1, 0.2, nil, 0.3, 0.4]
    let chart = TrendChart(
      title: "T", points: rates.enumerated().map { TrendChart.Point(month: "2026-0\($0 + 1)", rate: $1) })
    #expect(chart.markup.html.ranges(of: "class=\"stroke\"").count == 4)  // Two runs, on two sizes of screen.
  }

  @Test func fiveHundredMonthsHaveFewLabels() {
    let points = (0..<500).map { TrendChart.Point(month: "2026-01", rate: Double($0 % 7) / 7) }
    let labels = TrendChart(title: "T", points: points).markup.html.ranges(of: "Jan 2026</text>").count
    #expect((3...20).contains(labels))
  }

  @Test(
    arguments: [[], [(0, 0)], [(5, 3)], Array(repeating: (Int64(1_000_000), Int64(0)), count: 500)]
      as [[(Int64, Int64)]])
  func flow(months: [(Int64, Int64)]) {
    let chart = FlowChart(title: "T", months: months.map { FlowChart.Month(month: "2026-08", came: $0.0, went: $0.1) })
    expectSound(chart.markup)
  }

  @Test func barsFillTheirWidthAndNoMore() {
    for bar in [
      OutcomeBar(pass: 1, fail: 1, exempt: 1, unknown: 1), OutcomeBar(pass: 0, fail: 0, exempt: 0, unknown: 0),
      OutcomeBar(pass: -1, fail: .max, exempt: .max, unknown: 0),
    ] { expectSound(bar.markup) }
    expectSound(SeverityBar(counts: [.max, .max, 1, 0, -4]).markup)
    for share in [nil, 0, 0.5, 1, 7, -1, Double.nan] { expectSound(ShareBar(share: share).markup) }
    #expect(OutcomeBar(pass: 3, fail: 1, exempt: 0, unknown: 0).markup.html.contains("width=\"75\""))
  }
}
