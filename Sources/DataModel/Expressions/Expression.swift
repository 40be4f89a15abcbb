/// An expression as it was read: Vega's expression grammar without bit operators.
///
/// `=` and `==` compare, as do `≠` and `!=`; names have dots in them as ids in `data.yaml` do.
indirect enum Expression: Sendable {
  enum Operator: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and = "&&"
    case or = "||"

    var isComparison: Bool {
      switch self {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: true
      default: false
      }
    }
  }
  enum Prefix: Sendable { case minus, plus, not }

  /// Where a part stands, as offsets in Unicode scalars.
  struct Place: Sendable {
    var start: Int
    var end: Int
  }

  case number(WrittenDecimal, Place)
  case text(String, Place)
  case truth(Bool, Place)
  case null(Place)
  /// Parts of a name between the dots.
  case name([String], Place)
  case element(Expression, of: Expression, Place)
  case prefix(Prefix, Expression, Place)
  case binary(Operator, Expression, Expression, Place)
  case conditional(Expression, Expression, Expression, Place)
  case call(String, [Expression], Place)
  case list([Expression], Place)
  case object([Member], Place)
  /// A regular expression.
  case pattern(String, flags: String, Place)
  /// A cell of the row that is looked at, once its column has been found.
  case column(Int, Place)

  struct Member: Sendable {
    var name: String
    var value: Expression
  }

  var place: Place {
    switch self {
    case .number(_, let place), .text(_, let place), .truth(_, let place), .null(let place),
      .name(_, let place),
      .element(_, _, let place), .prefix(_, _, let place), .binary(_, _, _, let place),
      .conditional(_, _, _, let place), .call(_, _, let place), .list(_, let place), .object(_, let place),
      .pattern(_, _, let place), .column(_, let place):
      place
    }
  }

  /// The names that it uses, in order, for finding what a formula rests on.
  var names: [[String]] {
    switch self {
    case .number, .text, .truth, .null, .pattern, .column: []
    case .name(let parts, _): [parts]
    case .element(let index, let base, _): base.names + index.names
    case .prefix(_, let operand, _): operand.names
    case .binary(_, let a, let b, _): a.names + b.names
    case .conditional(let a, let b, let c, _): a.names + b.names + c.names
    case .call(_, let arguments, _), .list(let arguments, _): arguments.flatMap(\.names)
    case .object(let members, _): members.flatMap(\.value.names)
    }
  }

  /// Whether a point behind it leads to a part of it. The points of a name are its own.
  var hasMembers: Bool {
    switch self {
    case .element, .call, .list, .object: true
    default: false
    }
  }
}
