/** The project data that metering needs. */
export type MeteredProject = {
  customerId: string;
  /** IANA zone of the customer's days and months. */
  timeZone: string;
  /** ISO 8601 UTC. Earlier usage may still be reported. */
  archivedAt?: string;
};

export type ProjectDirectory = {
  /** May be a minute old. */
  find(projectId: string): Promise<MeteredProject | undefined>;
};
