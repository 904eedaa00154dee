/// The words of the shell's grammar.
enum ReservedWord: String {
  case bang = "!"
  case `if`, then, `else`, elif, fi
  case `while`, until, `for`, select, `do`, done
  case `case`, `in`, esac
  case openBrace = "{"
  case closeBrace = "}"
  case function
  case conditional = "[["

  /// Whether it closes a part of a construct that another word opened.
  var isClosing: Bool {
    switch self {
    case .then, .else, .elif, .fi, .do, .done, .esac, .closeBrace: true
    default: false
    }
  }
}

extension ShellParser {
  /// The word of the grammar that comes next, where one does. Told by its first byte, since nearly no command is one.
  func reservedWord() -> ReservedWord? {
    guard let byte = peek else { return nil }
    switch byte {
    case UInt8(ascii: "!"): return isNext("!") ? .bang : nil
    case Ascii.openBrace: return isNext("{") ? .openBrace : nil
    case Ascii.closeBrace: return isNext("}") ? .closeBrace : nil
    case Ascii.openBracket: return isNext("[[") ? .conditional : nil
    case UInt8(ascii: "c"): return isNext("case") ? .case : nil
    case UInt8(ascii: "d"): return isNext("do") ? .do : isNext("done") ? .done : nil
    case UInt8(ascii: "e"): return isNext("else") ? .else : isNext("elif") ? .elif : isNext("esac") ? .esac : nil
    case UInt8(ascii: "f"): return isNext("fi") ? .fi : isNext("for") ? .for : isNext("function") ? .function : nil
    case UInt8(ascii: "i"): return isNext("if") ? .if : isNext("in") ? .in : nil
    case UInt8(ascii: "s"): return isNext("select") ? .select : nil
    case UInt8(ascii: "t"): return isNext("then") ? .then : nil
    case UInt8(ascii: "u"): return isNext("until") ? .until : nil
    case UInt8(ascii: "w"): return isNext("while") ? .while : nil
    default: return nil
    }
  }

  /// Whether these bytes come next, and a delimiter or the end behind them.
  private func isNext(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard starts(with: word) else { return false }
    return peek(count).map(Self.isDelimiter) ?? true
  }

  func starts(with candidate: StaticString) -> Bool {
    let count = candidate.utf8CodeUnitCount
    guard position + count <= end else { return false }
    return candidate.withUTF8Buffer { expected in
      var offset = 0
      while offset < count {
        guard text.bytes[position + offset] == expected[offset] else { return false }
        offset += 1
      }
      return true
    }
  }
}
