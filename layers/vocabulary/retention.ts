/** How long what names people stays, if nobody asks for its erasure before. */
export type RetentionPeriods = {
  /** Who never became a member, or was archived, since the last contact. */
  guestMonths: number;
  /** What was ordered and never paid, since it was begun. */
  unpaidDays: number;
  /** What the law keeps, from the end of its year. */
  documentYears: number;
  /** Proofs of erasures, since they were carried out. */
  proofYears: number;
};

/** Where the configuration says nothing. */
export const defaultPeriods: RetentionPeriods = {
  guestMonths: 36,
  unpaidDays: 90,
  documentYears: 10,
  proofYears: 5,
};
