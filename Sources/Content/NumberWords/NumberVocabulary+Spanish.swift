extension NumberVocabulary {
  static let spanish = NumberVocabulary(
    [
      // "los dos", "estas tres" point at what has been named.
      NumberWordRule(
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho "
          + "diecinueve veinte veintiuno veintiún veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis "
          + "veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        notBefore:
          "los,las,estos,estas,esos,esas,aquellos,aquellas,sus,mis,nuestros,nuestras,ambos,ambas,todos,todas,otros,"
          + "otras,capítulo,sección,fase,parte,etapa,artículo,nivel,figura,cuadro,página,tomo,volumen,grupo de los",
        isCardinal: true),
      NumberWordRule(
        "cien ciento cientos doscientos doscientas trescientos trescientas cuatrocientos cuatrocientas quinientos quinientas "
          + "seiscientos seiscientas setecientos setecientas ochocientos ochocientas novecientos novecientas centenar "
          + "centenares docena docenas decena decenas veintena treintena",
        notBefore: "por", isScale: true),
      NumberWordRule("mil millón millar billón", before: "#,un,cien,medio,unos,unas,varios", isScale: true),
      // "en millones" is the unit of a column or chart.
      NumberWordRule("millones billones", before: "#,mil", isScale: true),
      NumberWordRule("miles millones millares billones mil", notBefore: "en", notAfter: ".", isScale: true),
      NumberWordRule("mitad", before: "la", notBefore: "en la"),
      NumberWordRule("mitad", before: "en la", after: "de las,de los"),
      NumberWordRule("tercio", before: "un,#"),
      NumberWordRule("tercios quintos sextos séptimos octavos novenos décimos", before: "#"),
      NumberWordRule("cuartos", before: "#", after: "de,partes,."),
      NumberWordRule(
        "cuarto quinto sexto séptimo octavo noveno décimo", before: "un", after: "de,del",
        notAfter: "de hora,de baño,de siglo"),
      NumberWordRule(
        "tercera cuarta quinta sexta séptima octava novena décima", before: "la,una",
        after: "parte de,parte del,parte ."),
      NumberWordRule("cuartas quintas sextas séptimas octavas novenas décimas", before: "#", after: "partes"),
      NumberWordRule("doble triple cuádruple", before: "el,al", after: "de,del,que,."),
      NumberWordRule(
        "duplicó duplicaron duplicar duplicarse duplicará triplicó triplicaron triplicar triplicarse triplicará cuadruplicó "
          + "cuadruplicaron cuadruplicar cuadruplicarse quintuplicó"),
      NumberWordRule("duplicado triplicado cuadruplicado", before: "ha,han,había,habían,habrá,habrán,haya,hayan"),
      NumberWordRule(
        ordinals,
        after:
          "mayor,mayores,menor,menores,mejor,peor,más,menos,lugar,puesto,posición,año consecutivo,trimestre consecutivo,"
          + "mes consecutivo,vez consecutiva"),
      NumberWordRule(ordinals, before: "por", after: "año,mes,trimestre,vez,semana"),
    ],
    articles: "un una", joints: "y,o,a,de cada,coma,por")

  private static let ordinals =
    "segundo segunda tercer tercero tercera cuarto cuarta quinto quinta sexto sexta séptimo séptima octavo octava noveno "
    + "novena décimo décima"
}
