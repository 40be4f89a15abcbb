import DataModel

extension CheckReport {
  /// As ``text(listsNumbers:)``, as JSON.
  public func json(listsNumbers: Bool = false) -> [UInt8] {
    var writer = JSONWriter()
    writer.folder = folder + "/"
    writer.open("{")
    writer.key("numbers")
    writer.open("{")
    for number in numbers { writer.count(number.key, number.count) }
    writer.close("}")
    if listsNumbers {
      writer.key("typed")
      writer.open("{")
      for number in numbers where !number.typed.isEmpty {
        writer.array(number.key, number.typed) { typed, writer in
          writer.text("text", typed.text)
          writer.path("written", typed.place)
        }
      }
      writer.close("}")
    }
    writer.key("claims")
    writer.open("[")
    for claim in claims { claim.write(to: &writer) }
    writer.close("]")
    writer.array("checks", checks) { check, writer in
      writer.text("name", check.name)
      writer.text("verdict", check.verdict.rawValue)
      writer.text("statement", check.statement)
      writer.text("note", check.note)
    }
    writer.array("disputes", disputes) { dispute, writer in
      writer.text("id", dispute.used.id)
      writer.text("value", dispute.used.value)
      writer.texts("sources", dispute.used.sources)
      writer.array("others", dispute.others) { other, writer in
        writer.text("id", other.id)
        writer.text("value", other.value)
        writer.texts("sources", other.sources)
      }
    }
    writer.array("sources", sources) { source, writer in
      writer.text("id", source.id)
      writer.text("date", source.date)
      writer.text("age", source.age)
      writer.flag("isPast", source.isPast)
    }
    writer.close("}")
    writer.newLine()
    return writer.output.joined
  }
}
