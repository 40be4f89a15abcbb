import DataModel
import Diagnostics
import Testing

@Suite("The ledger")
struct LedgerTests {
  @Test("Every printed number is written with all that is known of it, always in the same bytes")
  func json() throws {
    let store = try store(
      """
      sources:
        cnnic-56: {publisher: CNNIC, title: Report}
      observations:
        total: {value: 1120, unit: million persons, precision: 10, qualifier: more than, period: 2025-06, source: cnnic-56, status: e}
        rural: {table: t, where: {group: rural}}
      tables:
        t: {file: t.csv, source: cnnic-56}
      derived:
        share: {formula: rural / total, unit: percent}
      """, files: ["t.csv": "group,value,unit,note\nrural,322,million persons,\"as \"\"stated\"\"\"\n"])
    let ledger = Ledger()
    let first = ledger.record(try store.print("total", at: here).entry)
    ledger.record(try store.print("rural", at: here).entry)
    ledger.record(try store.print("share | percent(0)", at: here).entry)
    ledger.record(LedgerEntry(kind: .structural, text: "3", value: "3"))
    let tick = ledger.record(LedgerEntry(kind: .scale, id: "fig-users", text: "20", value: "20", domain: "0 to 100"))
    ledger.record(try #require(store.print(date: "2025-06-30", at: here)).entry)
    ledger.record(LedgerEntry(kind: .literal, text: "5G", written: "report.md:4:2"))
    #expect(first.rawValue == 0)
    try store.check(claim: "rural < total", words: "fewer than", at: here, into: ledger)
    let places = [LedgerPlace(id: first, page: "1", x: 72.123456, y: 100, width: 30.5, height: 12)]
    let elements = [LedgerElement(id: tick, chart: "fig-users", element: "fig-users-n1")]
    let json = String(
      decoding: ledger.json(places: places, elements: elements, sources: store.sources).joined, as: UTF8.self)
    let expected = #"""
      {"version":2,"counts":{"observation":2,"derived":1,"scale":1,"structural":1,"date":1,"cited":0,"literal":1},
      "sources":[
      {"id":"cnnic-56","publisher":"CNNIC","title":"Report"}],
      "entries":[
      {"number":0,"kind":"observation","id":"total","text":"more than 1.12\#u{A0}billion","value":1120,"interval":{"low":1120,"lowIncluded":false,"high":1130,"highIncluded":false},"unit":"million persons","precision":10,"qualifier":"more than","status":"e","period":"2025-06","sources":["cnnic-56"],"file":"data.yaml","line":4,"column":"value","written":"report.md:1:1","places":[{"page":"1","box":[72.12,100,30.5,12]}]},
      {"number":1,"kind":"observation","id":"rural","text":"322\#u{A0}million","value":322,"interval":{"low":321.5,"lowIncluded":true,"high":322.5,"highIncluded":true},"unit":"million persons","precision":1,"qualifier":"reported","series":"t[group=rural]","sources":["cnnic-56"],"file":"t.csv","line":2,"row":1,"column":"value","note":"as \"stated\"","written":"report.md:1:1","places":[]},
      {"number":2,"kind":"derived","id":"share","text":"about 29%","value":28.6229851453856,"interval":{"low":28.4513274336283,"lowIncluded":false,"high":28.7946428571429,"highIncluded":false},"unit":"percent","status":"e","formula":"rural / total","inputs":[{"id":"rural","value":322,"unit":"million persons","source":"cnnic-56","file":"t.csv","line":2,"row":1,"column":"value"},{"id":"total","value":1120,"unit":"million persons","period":"2025-06","source":"cnnic-56","file":"data.yaml","line":4,"column":"value"}],"sources":["cnnic-56"],"written":"report.md:1:1","places":[]},
      {"number":4,"kind":"scale","id":"fig-users","text":"20","value":20,"domain":"0 to 100","places":[],"svg":[{"chart":"fig-users","element":"fig-users-n1"}]},
      {"number":5,"kind":"date","text":"30 June 2025","value":"2025-06-30","written":"report.md:1:1","places":[]},
      {"number":6,"kind":"literal","text":"5G","written":"report.md:4:2","places":[]}],
      "claims":[
      {"kind":"claim","expression":"rural < total","words":"fewer than","truth":"holds","comparisons":[{"left":{"text":"rural","value":322,"interval":{"low":321.5,"lowIncluded":true,"high":322.5,"highIncluded":true},"unit":"million persons"},"right":{"text":"total","value":1120,"interval":{"low":1120,"lowIncluded":false,"high":1130,"highIncluded":false},"unit":"million persons"},"truth":"holds"}],"written":"report.md:1:1"}]}

      """#
    #expect(json == expected)
  }
}
