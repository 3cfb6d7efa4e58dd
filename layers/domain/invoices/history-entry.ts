export const historyKinds = [
  'issued',
  'sent',
  'opened',
  'overdue',
  'reminded',
  'paid',
  'credited',
  'resent',
  'regenerated',
  'status_set',
] as const;

/** Something that happened to an invoice. */
export type HistoryEntry = {
  /** ISO 8601 UTC. */
  at: string;
  kind: (typeof historyKinds)[number];
  /** `person:<subject>` or `schedule:<name>`; absent for what happened by itself. */
  by?: string;
  /** What it is about: a credit note, a payment, another invoice. */
  about?: string;
  /** The reminder's step: days after the due date; 0 when a person asked for it. */
  afterDays?: number;
  /** The address of a copy that did not go to the customer's own. */
  to?: string;
  /** The copy that was mailed. */
  copy?: { key: string; sha256: string; bytes: number };
  /** What the person said about it: a reason, a proof. */
  note?: string;
};
