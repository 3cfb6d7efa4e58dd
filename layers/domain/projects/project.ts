/** What is metered. Times are ISO 8601 UTC. */
export type Project = {
  /** `prj_…`. */
  id: string;
  customerId: string;
  /** The customer's, kept here so that metering finds all that it needs in one read. */
  timeZone: string;
  name: string;
  createdAt: string;
  archivedAt?: string;
};
