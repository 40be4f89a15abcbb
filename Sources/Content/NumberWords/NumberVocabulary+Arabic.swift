extension NumberVocabulary {
  /// With the article ("الثلاثة") a number points at what has been named, so those forms are not here.
  static let arabic = NumberVocabulary(
    [
      NumberWordRule(
        joined(
          "اثنان اثنين اثنتان اثنتين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني ثمان تسعة تسع عشرة عشر "
            + "عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين"),
        isCardinal: true),
      // "ألف" is "wrote" too: a thousand only after a number.
      NumberWordRule(
        joined(
          "مئة مائة مئات مئتان مئتين مائتان مائتين آلاف ألفا ألفان ألفي ألفين مليون مليونا مليونان مليوني مليونين ملايين "
            + "مليار مليارا ملياران ملياري مليارين مليارات بليون تريليون تريليونات عشرات"),
        isScale: true),
      NumberWordRule("ألف", before: "#", isScale: true),
      NumberWordRule(joined("نصف"), notAfter: "سنوي,سنوية,نهائي,السنة"),
      NumberWordRule(joined("ثلث ثلثا ثلثي ثلثين ربع أرباع"), notAfter: "سنوي,سنوية,نهائي,السنة"),
      // "ضعف" is weakness too.
      NumberWordRule("ضعفا ضعفي ضعفين أضعاف تضاعف تضاعفت تضاعفوا يتضاعف ستتضاعف سيتضاعف مرتين"),
      NumberWordRule(joined("ثاني ثالث رابع خامس سادس"), after: "أكبر,أعلى,أدنى,أصغر,أقل,أكثر,أطول,أسرع,أفضل,أسوأ"),
      NumberWordRule("الثانية الثالثة الرابعة الخامسة", before: "المرتبة,بالمرتبة,المكانة"),
      NumberWordRule("الثاني الثالث الرابع الخامس", before: "المركز,بالمركز"),
      NumberWordRule("الثاني الثالث الرابع الخامس الثانية الثالثة الرابعة", after: "على التوالي"),
    ],
    articles: "", joints: "و,من,أو,إلى,في")

  /// Words with the particles that are written as one word with them.
  private static func joined(_ words: String) -> String {
    words.split(separator: " ").map { word in ["", "و", "ب", "ل", "ف", "ك"].map { $0 + word }.joined(separator: " ") }
      .joined(separator: " ")
  }
}
