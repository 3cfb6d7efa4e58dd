/** A letter that asked for money: by which step of the schedule, or by a person. */
export type Reminder = {
  /** ISO 8601 UTC. */
  at: string;
  /** Days after the due date that the step stands for; 0 for one that a person asked for. */
  afterDays: number;
};

/**
 * What changes of an invoice after it was issued; everything else of it never does. Times are
 * ISO 8601 UTC. Absent as a whole for an invoice about which nothing has happened.
 */
export type Standing = {
  /** Increases with every decision. What merely happens (sent, opened, paid) leaves it as it is. */
  version: number;
  /** When its first mail left, or when a person said that it was sent otherwise. */
  sentAt?: string;
  /** When somebody first opened its link. */
  firstOpenedAt?: string;
  overdueAt?: string;
  reminders?: Reminder[];
  paidAt?: string;
  cancelledAt?: string;
  /** The credit note that took off the rest, `inv_…`. */
  cancelledBy?: string;
};

/** Of an invoice about which nothing was decided yet. */
export const newStanding: Standing = { version: 0 };
