extension NumberVocabulary {
  static let english = NumberVocabulary(
    [
      // After a determiner that points at what has been named, it is no number that the reader learns: "the two".
      NumberWordRule(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
          + "nineteen twenty thirty forty fifty sixty seventy eighty ninety",
        notBefore: "the,these,those,both,all,its,their,our,his,her,your,my,other,every,each,any,s,following,preceding,"
          + "remaining,"
          + "chapter,section,part,phase,step,stage,tier,level,type,volume,version,article,option,figure,table,page,"
          + "war,group of",
        isCardinal: true),
      // Without a number before it, a scale word is the unit of a column or chart: "Users, million", "in thousands".
      NumberWordRule(
        "hundred thousand million billion trillion dozen", before: "#,a,one,several,few,some,many,half,half a",
        isScale: true),
      NumberWordRule(
        "hundreds thousands millions billions trillions dozens", notBefore: "in", notAfter: ".", isScale: true),
      // Fractions; "the first half", "a quarter" of a year and "a third party" are none.
      NumberWordRule(
        "half", before: "than,over,under,nearly,almost,about,around,roughly,by,exactly,just,least,one,and a,to",
        notAfter: "way,time,year,yearly,hearted,an hour,measures,term"),
      NumberWordRule(
        "half", after: "of,the,a,as,its,their,our,that,those,these",
        notBefore: "first,second,other,latter,last,this,that,each,either,top,bottom,upper,lower,better,next,in,"
          + "northern,southern,eastern,western", notAfter: "a year,a day"),
      NumberWordRule(
        "third quarter fifth sixth seventh eighth ninth tenth hundredth thousandth", before: "one",
        notAfter: "party,parties"),
      NumberWordRule(
        "third quarter fifth sixth seventh eighth ninth tenth hundredth thousandth", before: "a,an",
        after: "of,as,more,less,fewer,higher,lower,larger,smaller,faster,slower", notAfter: "of a second"),
      NumberWordRule(
        "third quarter fifth sixth seventh eighth ninth tenth",
        before:
          "by a,by an,than a,about a,about an,nearly a,almost a,over a,under a,roughly a,around a,to a,only a,just a",
        after: ".,in,since,between,from,to,during,and,or,over,compared,on"),
      NumberWordRule(
        "thirds quarters fifths sixths sevenths eighths ninths tenths hundredths", before: "#",
        notBefore: "last #,past #,first #,next #"),
      // Multiples; "double standards" and what happened twice are none.
      NumberWordRule(
        "doubled doubling tripled tripling trebled trebling quadrupled quadrupling quintupled halved halving",
        notAfter: "counting,down"),
      NumberWordRule(
        "twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold twentyfold hundredfold"),
      NumberWordRule(
        "double triple treble quadruple halve",
        before: "to,will,would,could,can,may,might,should,nearly,almost,than,about,roughly,did,not",
        notAfter: "counting,count,check,click,down,standard,standards,taxation"),
      NumberWordRule("double triple treble quadruple", after: "the,that,its,their,what,those"),
      NumberWordRule("twice thrice", after: "as,the,that,its,their,what,those,this"),
      NumberWordRule("twice thrice", before: "than,nearly,almost,about,roughly,over", notAfter: "a"),
      // Ranks; "the third edition" is a name.
      NumberWordRule(
        ordinals,
        after:
          "largest,highest,lowest,biggest,smallest,longest,shortest,oldest,youngest,fastest,slowest,richest,poorest,"
          + "strongest,weakest,greatest,fewest,worst,best,most,least,busiest,wealthiest,deepest,tallest,widest,cheapest,"
          + "consecutive,straight,successive,year in,year running,quarter in,month in,time in"),
      NumberWordRule(ordinals, before: "for the,for a", after: "year,month,quarter,time,week,day,decade"),
      NumberWordRule(ordinals, before: "ranked,ranks,ranking,rank", notAfter: "to none"),
      NumberWordRule(ordinals, before: "in,to,from,at", after: "place,position,rank"),
    ],
    articles: "one a an", joints: "and,or,to,in,out of,and a,point,per,a")

  private static let ordinals =
    "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twentieth"
}
