/// Prose of the kind that briefings are written in, to judge the setting of paragraphs by.
let prose = [
  """
  A statistical office that issues the same release every quarter has two audiences. The first reads the headline and \
  perhaps the chart beneath it; the second reads the notes, compares the revised figure with the one published three \
  months earlier, and wants to know which of the two to believe. A good bulletin serves both without making either \
  wait for the other.
  """,
  """
  Households were asked whether anybody in them had used the internet during the previous three months, on any device \
  and from any place. That wording has been stable since the survey was redesigned, and it is wider than it sounds: a \
  grandmother who was shown photographs on a nephew’s telephone counts if she held it herself, and does not if he did.
  """,
  """
  Response fell again. Interviewers reached fewer addresses in the large cities, where intercoms and working hours \
  stand between them and the people they hope to meet, and the refusals that used to be polite have become silent. \
  Weighting repairs what can be repaired by knowing the age, the sex and the district of those who did not answer, \
  and nothing beyond that.
  """,
  """
  Differences between neighbouring provinces should be read with the width of the interval in mind. Where two \
  estimates are closer together than their margins, the order in which they are printed is the order of the alphabet \
  and carries no further meaning. Rankings made from such tables travel quickly and are seldom accompanied by the \
  sentence that would have qualified them.
  """,
  """
  Connection is not the same as use, and use is not the same as benefit. Fibre reached the last of the mountain \
  townships some years ago, yet the share of their residents who look up a price, book an appointment or file a \
  declaration has grown far more slowly than the network. Teachers and shopkeepers explain the delay in the same \
  words: there was nobody to show them, and nothing to be gained that the market could not provide by Thursday.
  """,
  """
  Older people are the fastest growing group and remain the smallest. Every cohort that passes its sixtieth birthday \
  brings its habits along, so that much of the growth is arithmetic rather than conversion. Among those who are over \
  seventy-five today, the proportion has hardly moved, and the programmes that were meant for them have mostly been \
  attended by their juniors.
  """,
  """
  Revisions are announced a week ahead, with the reason and the direction but not the amount. The practice was \
  adopted after a correction to the unemployment series was mistaken for news, and it has been copied elsewhere. \
  What is revised keeps its old value in the data file, beside the new one, so that whoever used it can find out how \
  far the conclusion depended upon it.
  """,
  """
  Prices of mobile subscriptions have halved in real terms since the regulator began to publish them, although the \
  comparison flatters the present: allowances have grown, and the cheapest plan of a decade ago would not carry a \
  single video call now. An index that holds quality constant is under consideration and will not be ready before the \
  next base year.
  """,
  """
  None of this makes the numbers useless. A count that is wrong by a known amount is worth more than an impression \
  that is right by accident, and the trend over ten editions is larger than any of the doubts listed here. It does \
  mean that the second decimal place, which spreadsheets supply without being asked, has been left out on purpose.
  """,
  """
  Readers who need the microdata may apply for them through the research service, which removes names and addresses, \
  rounds incomes, and merges districts with fewer than five thousand inhabitants. Applications are decided within a \
  month. The questionnaires, the instructions to interviewers and the programs that compute the weights are public \
  and may be downloaded without registration.
  """,
]
