/** What metering must know of a project. */
export type MeteredProject = {
  customerId: string;
  /** IANA name: where the customer's days and months begin. */
  timeZone: string;
  /** ISO 8601 UTC. Usage before it may still be reported. */
  archivedAt?: string;
};

export type ProjectDirectory = {
  /** May be a minute old. */
  find(projectId: string): Promise<MeteredProject | undefined>;
};
