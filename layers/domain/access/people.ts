/**
 * The names of people who signed in. Audit entries hold only ids, so an erasure removes the name
 * and keeps the act.
 */
export type People = {
  /** Stores the person's current name. */
  note(person: { subject: string; name: string }): Promise<void>;
  /** Names by subject; unknown and erased people are left out. */
  namesOf(subjects: readonly string[]): Promise<Map<string, string>>;
};
