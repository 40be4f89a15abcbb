extension PhraseWords {
  static let byLanguage: [String: PhraseWords] = [
    "en": english, "fr": french, "es": spanish, "ru": russian, "ar": arabic, "zh": chinese, "de": german,
    "it": italian, "pt": portuguese, "nl": dutch,
  ]

  private static func run(
    _ pattern: String, _ nouns: [PeriodLength: String], rules: String
  ) -> [PeriodLength: (pattern: String, rules: String)] {
    nouns.mapValues { noun in
      (pattern.split(separator: "{noun}", omittingEmptySubsequences: false).joined(separator: noun), rules)
    }
  }

  private static let english = PhraseWords(
    rose: "rose", fell: "fell", unchanged: "did not change", mixed: "rose and fell",
    changed: "{verb} by {about}{size}", points: ["one": "percentage point", "other": "percentage points"],
    higher: "higher than", lower: "lower than", same: "the same as", between: "between {low} and {high}",
    fractions: [
      "1/10": "a tenth", "1/5": "a fifth", "1/4": "a quarter", "1/3": "a third", "2/5": "two fifths", "1/2": "half",
      "3/5": "three fifths", "2/3": "two thirds", "3/4": "three quarters", "4/5": "four fifths",
      "9/10": "nine tenths",
    ],
    of: " of", justOver: "just over", onceAndHalf: "one and a half times", twice: "twice",
    times: ["other": "{n} times"], place: "{n} highest", first: "highest", article: "the ",
    run: run(
      "for the {n} {noun} in a row",
      [
        .year: "year", .halfYear: "half-year", .quarter: "quarter", .month: "month", .week: "week", .day: "day",
        .time: "time",
      ], rules: ""))

  private static let french = PhraseWords(
    rose: "a augmenté", fell: "a diminué", unchanged: "n’a pas changé",
    mixed: "a connu des hausses et des baisses", changed: "{verb} de {about}{size}",
    points: ["one": "point de pourcentage", "other": "points de pourcentage"], higher: "au-dessus de",
    lower: "au-dessous de", same: "au même niveau que", between: "entre {low} et {high}",
    fractions: [
      "1/10": "un dixième", "1/5": "un cinquième", "1/4": "un quart", "1/3": "un tiers", "2/5": "deux cinquièmes",
      "1/2": "la moitié", "3/5": "trois cinquièmes", "2/3": "deux tiers", "3/4": "trois quarts",
      "4/5": "quatre cinquièmes", "9/10": "neuf dixièmes",
    ],
    justOver: "un peu plus de", onceAndHalf: "une fois et demie", times: ["other": "{n} fois"],
    timesGender: .feminine, place: "au {n} rang", placeRules: "masculine",
    run: run(
      "pour la {n} {noun} consécutive", [.year: "année", .week: "semaine", .time: "fois"], rules: "feminine"
    ).merging(
      run(
        "pour le {n} {noun} consécutif",
        [.halfYear: "semestre", .quarter: "trimestre", .month: "mois", .day: "jour"], rules: "masculine")
    ) { first, _ in first },
    contractions: [("de environ", "d’environ"), ("de un ", "d’un "), ("de une ", "d’une ")])

  private static let spanish = PhraseWords(
    rose: "aumentó", fell: "disminuyó", unchanged: "no varió", mixed: "aumentó y disminuyó",
    changed: "{verb} en {about}{size}", points: ["one": "punto porcentual", "other": "puntos porcentuales"],
    higher: "por encima de", lower: "por debajo de", same: "al mismo nivel que", between: "entre {low} y {high}",
    fractions: [
      "1/10": "una décima parte", "1/5": "una quinta parte", "1/4": "una cuarta parte", "1/3": "un tercio",
      "2/5": "dos quintas partes", "1/2": "la mitad", "3/5": "tres quintas partes", "2/3": "dos tercios",
      "3/4": "tres cuartas partes", "4/5": "cuatro quintas partes", "9/10": "nueve décimas partes",
    ],
    justOver: "algo más de", onceAndHalf: "una vez y media", times: ["other": "{n} veces"], timesGender: .feminine,
    place: "en {n} lugar", placeRules: "masculine-adjective",
    run: run(
      "por {n} {noun} consecutivo",
      [.year: "año", .halfYear: "semestre", .quarter: "trimestre", .month: "mes", .day: "día"],
      rules: "masculine-adjective"
    ).merging(run("por {n} {noun} consecutiva", [.week: "semana", .time: "vez"], rules: "feminine")) { first, _ in
      first
    })

  private static let russian = PhraseWords(
    rose: "растёт", fell: "снижается", unchanged: "не меняется", mixed: "то растёт, то снижается",
    changed: "{verb} {about}на {size}",
    points: [
      "one": "процентный пункт", "few": "процентных пункта", "many": "процентных пунктов",
      "other": "процентного пункта",
    ],
    higher: "выше, чем", lower: "ниже, чем", same: "на том же уровне, что и", between: "от {low} до {high}",
    fractions: [
      "1/10": "одна десятая", "1/5": "одна пятая", "1/4": "четверть", "1/3": "треть", "2/5": "две пятых",
      "1/2": "половина", "3/5": "три пятых", "2/3": "две трети", "3/4": "три четверти", "4/5": "четыре пятых",
      "9/10": "девять десятых",
    ],
    fractionsGenitive: [
      "1/10": "одной десятой", "1/5": "одной пятой", "1/4": "четверти", "1/3": "трети", "2/5": "двух пятых",
      "1/2": "половины", "3/5": "трёх пятых", "2/3": "двух третей", "3/4": "трёх четвертей", "4/5": "четырёх пятых",
      "9/10": "девяти десятых",
    ],
    justOver: "чуть более", onceAndHalf: "в полтора раза", times: ["few": "в {n} раза", "other": "в {n} раз"],
    timesGender: .masculine, place: "на {n} месте", placeRules: "neuter-locative",
    run: run(
      "{n} {noun} подряд", [.year: "год", .quarter: "квартал", .month: "месяц", .day: "день", .time: "раз"],
      rules: "masculine-accusative"
    ).merging([
      .halfYear: ("{n} полугодие подряд", "neuter-accusative"), .week: ("{n} неделю подряд", "feminine-accusative"),
    ]) { first, _ in first },
    adverbs: [
      .moreThan: "более чем", .atLeast: "не менее чем", .lessThan: "менее чем", .atMost: "не более чем",
      .about: "примерно", .nearly: "почти",
    ], justOverAdverb: "чуть более чем")

  private static let arabic = PhraseWords(
    rose: "في ارتفاع", fell: "في انخفاض", unchanged: "دون تغيير", mixed: "بين ارتفاع وانخفاض",
    changed: "{verb} بمقدار {about}{size}", points: ["few": "نقاط مئوية", "other": "نقطة مئوية"],
    higher: "أعلى من", lower: "أدنى من", same: "على مستوى", between: "بين {low} و{high}", hasUnitTwice: true,
    fractions: [
      "1/10": "عُشر", "1/5": "خُمس", "1/4": "ربع", "1/3": "ثلث", "2/5": "خُمسا", "1/2": "نصف", "3/5": "ثلاثة أخماس",
      "2/3": "ثلثا", "3/4": "ثلاثة أرباع", "4/5": "أربعة أخماس", "9/10": "تسعة أعشار",
    ],
    fractionsGenitive: ["2/5": "خُمسي", "2/3": "ثلثي"], justOver: "ما يزيد قليلاً على", onceAndHalf: "مرة ونصف",
    twice: "مرتين", times: ["few": "{n} مرات", "other": "{n} مرة"], timesGender: .feminine,
    place: "في المرتبة {n}", placeRules: "feminine",
    run: run(
      "{noun} {n} على التوالي",
      [
        .year: "للعام", .halfYear: "لنصف السنة", .quarter: "للربع", .month: "للشهر", .week: "للأسبوع",
        .day: "لليوم",
      ], rules: "masculine"
    ).merging([.time: ("للمرة {n} على التوالي", "feminine")]) { first, _ in first })

  private static let chinese = PhraseWords(
    rose: "上升", fell: "下降", unchanged: "没有变化", mixed: "有升有降", countRose: "增加", countFell: "减少",
    changed: "{verb}{about}{size}", points: ["other": "个百分点"], higher: "高于", lower: "低于", same: "等于",
    between: "{low}至{high}", hasUnitTwice: true,
    fractions: [
      "1/10": "十分之一", "1/5": "五分之一", "1/4": "四分之一", "1/3": "三分之一", "2/5": "五分之二", "1/2": "一半",
      "3/5": "五分之三", "2/3": "三分之二", "3/4": "四分之三", "4/5": "五分之四", "9/10": "十分之九",
    ],
    justOver: "略高于", onceAndHalf: "1.5倍", times: ["other": "{n}倍"], place: "{n}高", first: "最高",
    run: run(
      "连续{n}{noun}",
      [
        .year: "年", .halfYear: "个半年", .quarter: "个季度", .month: "个月", .week: "周", .day: "天", .time: "次",
      ], rules: ""))

  private static let german = PhraseWords(
    rose: "stieg", fell: "sank", unchanged: "blieb unverändert", mixed: "stieg und sank",
    changed: "{verb} um {about}{size}", points: ["one": "Prozentpunkt", "other": "Prozentpunkte"],
    higher: "höher als", lower: "niedriger als", same: "gleich hoch wie", between: "zwischen {low} und {high}",
    fractions: [
      "1/10": "ein Zehntel", "1/5": "ein Fünftel", "1/4": "ein Viertel", "1/3": "ein Drittel", "2/5": "zwei Fünftel",
      "1/2": "die Hälfte", "3/5": "drei Fünftel", "2/3": "zwei Drittel", "3/4": "drei Viertel",
      "4/5": "vier Fünftel", "9/10": "neun Zehntel",
    ],
    justOver: "etwas mehr als", onceAndHalf: "anderthalbmal", times: ["other": "{n}mal", "digits": "{n}-mal"],
    place: "an {n} Stelle",
    placeRules: "r",
    run: run(
      "im {n} {noun} in Folge", [.year: "Jahr", .halfYear: "Halbjahr", .quarter: "Quartal", .month: "Monat"],
      rules: "n"
    ).merging([
      .week: ("in der {n} Woche in Folge", "n"), .day: ("am {n} Tag in Folge", "n"),
      .time: ("zum {n} Mal in Folge", "n"),
    ]) { first, _ in first })

  private static let italian = PhraseWords(
    rose: "aumenta", fell: "diminuisce", unchanged: "non cambia", mixed: "aumenta e diminuisce",
    changed: "{verb} di {about}{size}", points: ["one": "punto percentuale", "other": "punti percentuali"],
    higher: "al di sopra di", lower: "al di sotto di", same: "allo stesso livello di", between: "tra {low} e {high}",
    fractions: [
      "1/10": "un decimo", "1/5": "un quinto", "1/4": "un quarto", "1/3": "un terzo", "2/5": "due quinti",
      "1/2": "la metà", "3/5": "tre quinti", "2/3": "due terzi", "3/4": "tre quarti", "4/5": "quattro quinti",
      "9/10": "nove decimi",
    ],
    justOver: "poco più di", onceAndHalf: "una volta e mezza", times: ["other": "{n} volte"], timesGender: .feminine,
    place: "al {n} posto", placeRules: "masculine",
    run: run(
      "per il {n} {noun} consecutivo",
      [.year: "anno", .halfYear: "semestre", .quarter: "trimestre", .month: "mese", .day: "giorno"],
      rules: "masculine"
    ).merging(
      run("per la {n} {noun} consecutiva", [.week: "settimana", .time: "volta"], rules: "feminine")
    ) { first, _ in first },
    contractions: [
      ("di la ", "della "), ("al ottavo", "all’ottavo"), ("il ottavo", "l’ottavo"), ("la ottava", "l’ottava"),
    ])

  private static let portuguese = PhraseWords(
    rose: "aumentou", fell: "diminuiu", unchanged: "não mudou", mixed: "aumentou e diminuiu",
    changed: "{verb} em {about}{size}", points: ["one": "ponto percentual", "other": "pontos percentuais"],
    higher: "acima de", lower: "abaixo de", same: "ao mesmo nível de", between: "entre {low} e {high}",
    fractions: [
      "1/10": "um décimo", "1/5": "um quinto", "1/4": "um quarto", "1/3": "um terço", "2/5": "dois quintos",
      "1/2": "metade", "3/5": "três quintos", "2/3": "dois terços", "3/4": "três quartos", "4/5": "quatro quintos",
      "9/10": "nove décimos",
    ],
    justOver: "pouco mais de", onceAndHalf: "uma vez e meia", times: ["other": "{n} vezes"], timesGender: .feminine,
    place: "em {n} lugar", placeRules: "masculine",
    run: run(
      "pelo {n} {noun} consecutivo",
      [.year: "ano", .halfYear: "semestre", .quarter: "trimestre", .month: "mês", .day: "dia"], rules: "masculine"
    ).merging(run("pela {n} {noun} consecutiva", [.week: "semana", .time: "vez"], rules: "feminine")) { first, _ in
      first
    })

  private static let dutch = PhraseWords(
    rose: "steeg", fell: "daalde", unchanged: "veranderde niet", mixed: "steeg en daalde",
    changed: "{verb} met {about}{size}", points: ["other": "procentpunt"], higher: "hoger dan", lower: "lager dan",
    same: "even hoog als", between: "tussen {low} en {high}",
    fractions: [
      "1/10": "een tiende", "1/5": "een vijfde", "1/4": "een kwart", "1/3": "een derde", "2/5": "twee vijfde",
      "1/2": "de helft", "3/5": "drie vijfde", "2/3": "twee derde", "3/4": "drie kwart", "4/5": "vier vijfde",
      "9/10": "negen tiende",
    ],
    of: " van", justOver: "iets meer dan", onceAndHalf: "anderhalf keer", times: ["other": "{n} keer"],
    place: "op de {n} plaats",
    run: run(
      "voor het {n} {noun} op rij", [.year: "jaar", .halfYear: "halfjaar", .quarter: "kwartaal"], rules: ""
    ).merging(
      run("voor de {n} {noun} op rij", [.month: "maand", .week: "week", .day: "dag", .time: "keer"], rules: "")
    ) { first, _ in first })
}
