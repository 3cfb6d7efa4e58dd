/** A metered project. Times are ISO 8601 UTC. */
export type Project = {
  /** `prj_…`. */
  id: string;
  customerId: string;
  /** The customer's, copied here so that metering needs only one read. */
  timeZone: string;
  name: string;
  createdAt: string;
  archivedAt?: string;
};
