/// How a figure's number was made: observations at the leaves, operations above them.
final class Term: Sendable {}
