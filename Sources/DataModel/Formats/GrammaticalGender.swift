/// The gender of the noun with which a number word agrees.
public enum GrammaticalGender: String, Hashable, Sendable, CaseIterable { case masculine, feminine, neuter }
