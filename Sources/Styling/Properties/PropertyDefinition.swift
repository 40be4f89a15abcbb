/// A value of type `Value` as written, and how to compute it for an element.
struct Specified<Value>: Sendable {
  let compute: @Sendable (Environment) -> Value

  init(_ compute: @escaping @Sendable (Environment) -> Value) { self.compute = compute }
}

extension Specified where Value: Sendable {
  init(_ constant: Value) { compute = { _ in constant } }
}

/// A parsed value of any property.
enum SpecifiedValue: Sendable {
  case inherit
  case initial
  /// `inherit` for inherited properties and `initial` for others.
  case unset
  /// What the property would be without this origin's rules.
  case revert
  /// What the property would be without the rules of this cascade layer.
  case revertLayer
  case value(@Sendable (inout ComputedState, Environment) -> Void)
}

/// A property that is not a shorthand.
struct PropertyDefinition: Sendable {
  let name: String
  let isInherited: Bool
  let parse: @Sendable (inout ValueParser) -> SpecifiedValue?
  /// Takes the value over from one state to another.
  let copy: @Sendable (ComputedState, inout ComputedState) -> Void

  init<Value>(
    _ name: String, _ path: any WritableKeyPath<ComputedState, Value> & Sendable, inherited: Bool,
    parse: @escaping @Sendable (inout ValueParser) -> Specified<Value>?
  ) {
    self.name = name
    isInherited = inherited
    self.parse = { parser in
      guard let specified = parse(&parser) else { return nil }
      return .value { state, environment in state[keyPath: path] = specified.compute(environment) }
    }
    copy = { source, target in target[keyPath: path] = source[keyPath: path] }
  }
}

/// A property that stands for several.
struct ShorthandDefinition: Sendable {
  let name: String
  /// All the properties that it sets.
  let longhands: [Int]
  let parse: @Sendable (inout ValueParser) -> [(property: Int, value: SpecifiedValue)]?
}
