extension PhraseWords {
  static let byLanguage: [String: PhraseWords] = [
    "en": PhraseWords(
      rose: "rose", fell: "fell", unchanged: "did not change", mixed: "rose and fell",
      changed: "{verb} by {about}{size}",
      points: ["one": "percentage point", "other": "percentage points"], higher: "higher than",
      lower: "lower than", same: "the same as"),
    "fr": PhraseWords(
      rose: "a augmenté", fell: "a diminué", unchanged: "n’a pas changé", mixed: "a connu des hausses et des baisses",
      changed: "{verb} de {about}{size}", points: ["one": "point de pourcentage", "other": "points de pourcentage"],
      higher: "au-dessus de", lower: "au-dessous de", same: "au même niveau que",
      contractions: [("de environ", "d’environ"), ("de un ", "d’un ")]),
    "es": PhraseWords(
      rose: "aumentó", fell: "disminuyó", unchanged: "no varió", mixed: "aumentó y disminuyó",
      changed: "{verb} en {about}{size}",
      points: ["one": "punto porcentual", "other": "puntos porcentuales"], higher: "por encima de",
      lower: "por debajo de", same: "al mismo nivel que"),
    "ru": PhraseWords(
      rose: "растёт", fell: "снижается", unchanged: "не меняется", mixed: "то растёт, то снижается",
      changed: "{verb} {about}на {size}",
      points: [
        "one": "процентный пункт", "few": "процентных пункта", "many": "процентных пунктов",
        "other": "процентного пункта",
      ],
      higher: "выше, чем", lower: "ниже, чем", same: "на том же уровне, что и",
      adverbs: [
        .moreThan: "более чем", .atLeast: "не менее чем", .lessThan: "менее чем", .atMost: "не более чем",
        .about: "примерно", .nearly: "почти",
      ]),
    "ar": PhraseWords(
      rose: "في ارتفاع", fell: "في انخفاض", unchanged: "دون تغيير", mixed: "بين ارتفاع وانخفاض",
      changed: "{verb} بمقدار {about}{size}", points: ["few": "نقاط مئوية", "other": "نقطة مئوية"], higher: "أعلى من",
      lower: "أدنى من", same: "على مستوى"),
    "zh": PhraseWords(
      rose: "上升", fell: "下降", unchanged: "没有变化", mixed: "有升有降", countRose: "增加", countFell: "减少",
      changed: "{verb}{about}{size}", points: ["other": "个百分点"], higher: "高于", lower: "低于", same: "等于"),
    "de": PhraseWords(
      rose: "stieg", fell: "sank", unchanged: "blieb unverändert", mixed: "stieg und sank",
      changed: "{verb} um {about}{size}",
      points: ["one": "Prozentpunkt", "other": "Prozentpunkte"], higher: "höher als", lower: "niedriger als",
      same: "gleich hoch wie"),
    "it": PhraseWords(
      rose: "aumenta", fell: "diminuisce", unchanged: "non cambia", mixed: "aumenta e diminuisce",
      changed: "{verb} di {about}{size}", points: ["one": "punto percentuale", "other": "punti percentuali"],
      higher: "al di sopra di", lower: "al di sotto di", same: "allo stesso livello di"),
    "pt": PhraseWords(
      rose: "aumentou", fell: "diminuiu", unchanged: "não mudou", mixed: "aumentou e diminuiu",
      changed: "{verb} em {about}{size}",
      points: ["one": "ponto percentual", "other": "pontos percentuais"], higher: "acima de", lower: "abaixo de",
      same: "ao mesmo nível de"),
    "nl": PhraseWords(
      rose: "steeg", fell: "daalde", unchanged: "veranderde niet", mixed: "steeg en daalde",
      changed: "{verb} met {about}{size}",
      points: ["other": "procentpunt"], higher: "hoger dan", lower: "lager dan", same: "even hoog als"),
  ]
}
