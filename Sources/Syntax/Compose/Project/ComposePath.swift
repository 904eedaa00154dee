/// Keys and positions from the top of a Compose project down to a value.
struct ComposePath: Hashable {
  private(set) var text = ""
  /// Keys from the top, positions in lists as `[]`, to be compared with patterns.
  private(set) var keys: [String] = []

  func appending(_ key: String) -> ComposePath {
    var path = self
    path.text += path.text.isEmpty ? key : "." + key
    path.keys.append(key)
    return path
  }

  func appending(_ position: Int) -> ComposePath {
    var path = self
    path.text += "[\(position)]"
    path.keys.append("[]")
    return path
  }
}

/// The way down to a value while one walks through a tree; spelled out only where something is to be said of it.
struct ComposeTrail {
  private enum Step {
    case key(String)
    case position(Int)
  }

  private var steps: [Step] = []

  mutating func enter(_ key: String) { steps.append(.key(key)) }

  mutating func enter(_ position: Int) { steps.append(.position(position)) }

  mutating func leave() { steps.removeLast() }

  var text: String {
    steps.reduce(into: "") { text, step in
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .position(let position): text += "[\(position)]"
      }
    }
  }
}

/// What is to be done at some places of a Compose file, looked up while one walks down the tree.
struct ComposePathTable<Action: Sendable>: Sendable {
  private struct Node: Sendable {
    var children: [String: Int] = [:]
    var action: Action?
  }

  /// Where a walk has got to; nil where no pattern goes on.
  typealias State = Int?

  private var nodes = [Node()]

  /// Patterns are such as `services.*.ports.[]`.
  init(_ patterns: [(String, Action)]) {
    for (pattern, action) in patterns {
      var place = 0
      for key in pattern.split(separator: ".").map(String.init) {
        if let next = nodes[place].children[key] {
          place = next
        } else {
          nodes.append(Node())
          nodes[place].children[key] = nodes.count - 1
          place = nodes.count - 1
        }
      }
      nodes[place].action = action
    }
  }

  var start: State { 0 }

  func next(_ state: State, _ key: String) -> State {
    state.flatMap { nodes[$0].children[key] ?? nodes[$0].children["*"] }
  }

  func nextItem(_ state: State) -> State { state.flatMap { nodes[$0].children["[]"] } }

  func action(_ state: State) -> Action? { state.flatMap { nodes[$0].action } }
}
