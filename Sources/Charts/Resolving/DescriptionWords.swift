/// The words in which a chart is described where it cannot be seen, by language. `{a}`, `{b}` and `{n}` stand for what is
/// put in.
struct DescriptionWords: Sendable {
  /// What a chart is called, by its kind.
  enum Kind: Int, Sendable, CaseIterable {
    case chart, line, bar, stackedBar, groupedBar, dot, strip, timeline, dumbbell, slope, range, likert, pyramid, waffle
    case fan, bullet, area, stackedArea, heatMap, pie, box
  }
  /// In the order of the kinds.
  private let kinds: [String]
  private let panels: String
  private let fromTo: String
  private let highest: String
  private let lowest: String
  private let values: String
  private let events: String
  private let more: String
  private let farAbove: String
  private let farBelow: String
  let rising: String
  let falling: String
  let steady: String

  init(language base: String) { self = Self.byLanguage[base] ?? Self.english }

  func name(_ kind: Kind) -> String { kinds[kind.rawValue] }
  func panels(_ count: Int) -> String { Self.filled(panels, n: count) }
  func fromTo(_ a: String, _ b: String) -> String { Self.filled(fromTo, a, b) }
  func highest(_ a: String) -> String { Self.filled(highest, a) }
  func lowest(_ a: String) -> String { Self.filled(lowest, a) }
  func values(_ count: Int) -> String { Self.filled(values, n: count) }
  func events(_ count: Int, _ a: String, _ b: String) -> String { Self.filled(events, a, b, n: count) }
  func more(_ count: Int) -> String { Self.filled(more, n: count) }
  func farAbove(_ a: String) -> String { Self.filled(farAbove, a) }
  func farBelow(_ a: String) -> String { Self.filled(farBelow, a) }

  private static func filled(_ template: String, _ a: String = "", _ b: String = "", n: Int = 0) -> String {
    var result = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      let name = rest.index(after: open)
      result += rest[name] == "a" ? a : rest[name] == "b" ? b : String(n)
      rest = rest[rest.index(name, offsetBy: 2)...]
    }
    return result + rest
  }

  private init(
    kinds: [String], panels: String, fromTo: String, highest: String, lowest: String, values: String, events: String,
    more: String, far: (above: String, below: String), trend: (rising: String, falling: String, steady: String)
  ) {
    precondition(kinds.count == Kind.allCases.count, "each kind has a name")
    self.kinds = kinds
    self.panels = panels
    self.fromTo = fromTo
    self.highest = highest
    self.lowest = lowest
    self.values = values
    self.events = events
    self.more = more
    (farAbove, farBelow) = far
    (rising, falling, steady) = trend
  }

  private static let english = DescriptionWords(
    kinds: [
      "Chart", "Line chart", "Bar chart", "Stacked bar chart", "Grouped bar chart", "Dot chart", "Strip chart",
      "Timeline", "Dumbbell chart", "Slope chart", "Range chart", "Chart of answers", "Population pyramid",
      "Waffle chart", "Fan chart", "Bullet chart",
      "Area chart", "Stacked area chart", "Heat map", "Pie chart", "Box plot",
    ],
    panels: "{n} panels", fromTo: "from {a} to {b}", highest: "highest {a}", lowest: "lowest {a}",
    values: "{n} values", events: "{n} events, from {a} to {b}", more: "and {n} more",
    far: ("far above the rest: {a}", "far below the rest: {a}"), trend: ("rising", "falling", "little change"))

  private static let byLanguage: [String: DescriptionWords] = [
    "de": DescriptionWords(
      kinds: [
        "Diagramm", "Liniendiagramm", "Balkendiagramm", "Gestapeltes Balkendiagramm", "Gruppiertes Balkendiagramm",
        "Punktdiagramm", "Streifendiagramm", "Zeitleiste", "Hanteldiagramm", "Steigungsdiagramm", "Spannendiagramm",
        "Diagramm der Antworten", "Bevölkerungspyramide", "Waffeldiagramm", "Fächerdiagramm", "Bullet-Diagramm",
        "Flächendiagramm", "Gestapeltes Flächendiagramm", "Heatmap", "Kreisdiagramm", "Kastendiagramm",
      ],
      panels: "{n} Teildiagramme", fromTo: "von {a} bis {b}", highest: "höchster Wert {a}",
      lowest: "niedrigster Wert {a}", values: "{n} Werte", events: "{n} Ereignisse, von {a} bis {b}",
      more: "und {n} weitere", far: ("weit über den übrigen: {a}", "weit unter den übrigen: {a}"),
      trend: ("steigend", "fallend", "kaum verändert")),
    "fr": DescriptionWords(
      kinds: [
        "Graphique", "Graphique en courbes", "Graphique à barres", "Graphique à barres empilées",
        "Graphique à barres groupées", "Graphique à points", "Graphique en bandes", "Frise chronologique",
        "Graphique en haltères", "Graphique de pentes", "Graphique d’intervalles", "Graphique des réponses",
        "Pyramide des âges", "Graphique en gaufre", "Graphique en éventail", "Graphique à puces",
        "Graphique en aires", "Graphique en aires empilées", "Carte de chaleur", "Diagramme circulaire",
        "Boîtes à moustaches",
      ],
      panels: "{n} panneaux", fromTo: "de {a} à {b}", highest: "maximum {a}", lowest: "minimum {a}",
      values: "{n} valeurs", events: "{n} événements, de {a} à {b}", more: "et {n} autres",
      far: ("loin au-dessus des autres\u{A0}: {a}", "loin au-dessous des autres\u{A0}: {a}"),
      trend: ("en hausse", "en baisse", "presque stable")),
    "es": DescriptionWords(
      kinds: [
        "Gráfico", "Gráfico de líneas", "Gráfico de barras", "Gráfico de barras apiladas",
        "Gráfico de barras agrupadas", "Gráfico de puntos", "Gráfico de franjas", "Cronología",
        "Gráfico de mancuernas", "Gráfico de pendientes", "Gráfico de intervalos", "Gráfico de respuestas",
        "Pirámide de población", "Gráfico de gofre", "Gráfico de abanico", "Gráfico de viñetas",
        "Gráfico de áreas", "Gráfico de áreas apiladas", "Mapa de calor", "Gráfico circular", "Diagrama de caja",
      ],
      panels: "{n} paneles", fromTo: "de {a} a {b}", highest: "máximo {a}", lowest: "mínimo {a}",
      values: "{n} valores", events: "{n} sucesos, de {a} a {b}", more: "y {n} más",
      far: ("muy por encima del resto: {a}", "muy por debajo del resto: {a}"),
      trend: ("en aumento", "en descenso", "casi estable")),
    "ru": DescriptionWords(
      kinds: [
        "Диаграмма", "Линейный график", "Столбчатая диаграмма", "Столбчатая диаграмма с накоплением",
        "Сгруппированная столбчатая диаграмма", "Точечная диаграмма", "Полосовая диаграмма", "Хронология",
        "Диаграмма-гантель", "Диаграмма наклона", "Диаграмма диапазонов", "Диаграмма ответов",
        "Половозрастная пирамида", "Вафельная диаграмма", "Веерная диаграмма", "Целевая диаграмма",
        "Диаграмма с областями", "Диаграмма с областями с накоплением", "Тепловая карта", "Круговая диаграмма",
        "Ящик с усами",
      ],
      panels: "панелей: {n}", fromTo: "от {a} до {b}", highest: "максимум {a}", lowest: "минимум {a}",
      values: "значений: {n}", events: "событий: {n}, от {a} до {b}", more: "и ещё {n}",
      far: ("намного выше остальных: {a}", "намного ниже остальных: {a}"),
      trend: ("рост", "снижение", "почти без изменений")),
    "ar": DescriptionWords(
      kinds: [
        "رسم بياني", "رسم بياني خطي", "رسم بياني بالأعمدة", "رسم بياني بالأعمدة المكدسة",
        "رسم بياني بالأعمدة المجمعة", "رسم بياني بالنقاط", "رسم بياني شريطي", "خط زمني", "رسم بياني بالأثقال",
        "رسم بياني للميل", "رسم بياني للنطاقات", "رسم بياني للإجابات", "هرم سكاني", "رسم بياني بالمربعات",
        "رسم بياني مروحي", "رسم بياني للأهداف",
        "رسم بياني مساحي", "رسم بياني مساحي مكدس", "خريطة حرارية", "رسم بياني دائري", "مخطط الصندوق",
      ],
      panels: "عدد اللوحات: {n}", fromTo: "من {a} إلى {b}", highest: "الأعلى {a}", lowest: "الأدنى {a}",
      values: "عدد القيم: {n}", events: "عدد الأحداث: {n}، من {a} إلى {b}", more: "و{n} أخرى",
      far: ("أعلى بكثير من البقية: {a}", "أدنى بكثير من البقية: {a}"),
      trend: ("في ارتفاع", "في انخفاض", "بلا تغير يذكر")),
    "zh": DescriptionWords(
      kinds: [
        "图表", "折线图", "条形图", "堆叠条形图", "分组条形图", "点图", "条带图", "时间线", "哑铃图", "斜率图", "区间图", "回答分布图",
        "人口金字塔", "华夫图", "扇形预测图", "子弹图",
        "面积图", "堆叠面积图", "热力图", "饼图", "箱线图",
      ],
      panels: "{n}个分图", fromTo: "从{a}到{b}", highest: "最高{a}", lowest: "最低{a}", values: "{n}个值",
      events: "{n}个事件，从{a}到{b}", more: "另有{n}个", far: ("远高于其他：{a}", "远低于其他：{a}"),
      trend: ("上升", "下降", "变化不大")),
    "zh-hant": DescriptionWords(
      kinds: [
        "圖表", "折線圖", "長條圖", "堆疊長條圖", "分組長條圖", "點圖", "條帶圖", "時間線", "啞鈴圖", "斜率圖", "區間圖", "回答分布圖",
        "人口金字塔", "華夫圖", "扇形預測圖", "子彈圖",
        "面積圖", "堆疊面積圖", "熱力圖", "圓餅圖", "箱線圖",
      ],
      panels: "{n}個分圖", fromTo: "從{a}到{b}", highest: "最高{a}", lowest: "最低{a}", values: "{n}個值",
      events: "{n}個事件，從{a}到{b}", more: "另有{n}個", far: ("遠高於其他：{a}", "遠低於其他：{a}"),
      trend: ("上升", "下降", "變化不大")),
  ]
}
