/** What people who signed in are called. Entries of the audit trail hold ids alone: an erasure takes the name away, not the act. */
export type People = {
  /** Notes what this person is called now. */
  note(person: { subject: string; name: string }): Promise<void>;
  /** By subject; those who are not known, or no longer, are left out. */
  namesOf(subjects: readonly string[]): Promise<Map<string, string>>;
};
