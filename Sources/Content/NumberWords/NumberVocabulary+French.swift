extension NumberVocabulary {
  static let french = NumberVocabulary(
    [
      // "les deux", "ces trois" point at what has been named.
      NumberWordRule(
        "deux trois quatre cinq six sept huit dix onze douze treize quatorze quinze seize vingt vingts trente quarante "
          + "cinquante soixante septante huitante octante nonante",
        notBefore:
          "les,ces,ses,leurs,nos,vos,mes,des,aux,tous,toutes,autres,chapitre,section,partie,phase,étape,article,"
          + "niveau,figure,tableau,page,tome,volume,groupe des",
        isCardinal: true),
      // "neuf" is "new" as well.
      NumberWordRule(
        "neuf",
        after:
          "ans,mois,jours,pays,personnes,habitants,régions,millions,milliards,mille,cents,points,fois,dixièmes,pour,sur,"
          + "autres,enfants,femmes,hommes,ménages,villages,villes,entreprises",
        notBefore: "les,ces,ses,leurs,nos,des", isCardinal: true),
      NumberWordRule(
        "cent cents mille centaine centaines douzaine douzaines dizaine dizaines vingtaine trentaine cinquantaine soixantaine",
        notBefore: "pour", isScale: true),
      NumberWordRule("million milliard millier", before: "#,un,demi", isScale: true),
      // "en millions" is the unit of a column or chart.
      NumberWordRule("millions milliards milliers", before: "#", isScale: true),
      NumberWordRule("millions milliards milliers", notBefore: "en", notAfter: ".", isScale: true),
      NumberWordRule("moitié", before: "la,de", notBefore: "à la"),
      NumberWordRule("moitié", after: "moins,plus,des,de"),
      NumberWordRule("tiers quart cinquième sixième septième huitième neuvième dixième centième millième", before: "#"),
      NumberWordRule("quarts cinquièmes sixièmes septièmes huitièmes neuvièmes dixièmes centièmes", before: "#"),
      // "un tiers" is a third party too.
      NumberWordRule(
        "tiers quart cinquième sixième septième huitième neuvième dixième centième millième", before: "un,le",
        after: "de,du,des,d,plus,moins", notAfter: "de finale,d heure,des cas échéant"),
      NumberWordRule(
        "tiers quart cinquième sixième dixième", before: "d un,qu un,environ un,quasiment un,presque un",
        after: ".,en,entre,depuis,par,et,ou,sur"),
      NumberWordRule("double triple quadruple", before: "le,au", after: "de,du,des,d,."),
      NumberWordRule(
        "doublé doublée doublés doublées doubler doublement triplé triplée triplés triplées tripler triplement quadruplé "
          + "quadruplée quadrupler quintuplé décuplé décupler"),
      NumberWordRule(
        ordinals,
        after:
          "plus,meilleur,meilleure,pire,rang,position,place,année consécutive,trimestre consécutif,mois consécutif,"
          + "fois consécutive"),
      NumberWordRule(
        ordinals, before: "pour la,pour le,pour une,pour un", after: "année,an,fois,mois,trimestre,semaine"),
    ],
    articles: "un une", joints: "et,ou,à,sur,virgule,pour,de")

  private static let ordinals =
    "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième second seconde"
}
