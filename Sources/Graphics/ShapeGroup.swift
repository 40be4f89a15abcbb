/// Shapes that belong together, under names by which a page that they are set into can speak of them.
///
/// What reads no names, such as a PDF or a PNG, has the shapes as if there were no group.
public struct ShapeGroup: Hashable, Sendable {
  public struct Attribute: Hashable, Sendable {
    /// Such as `data-name`.
    public var name: String
    public var value: String
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
  /// From the most general to the most particular, such as `mark`, `bar`, `accent`.
  public var classes: [String]
  public var attributes: [Attribute]
  /// Whether the shapes keep their colours where others follow the colour of the text around the drawing: words that stand
  /// on a coloured mark, and marks with words on them.
  public var keepsColors: Bool
  public var shapes: [Shape]
  public init(
    classes: [String] = [], attributes: [Attribute] = [], keepsColors: Bool = false, shapes: [Shape] = []
  ) {
    self.classes = classes
    self.attributes = attributes
    self.keepsColors = keepsColors
    self.shapes = shapes
  }
}
