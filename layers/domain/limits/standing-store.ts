import type { Standing } from './standing.ts';

/** A standing, which of a customer's projects have it, and when it was true. */
export type KnownStanding = Standing & {
  /** Names the projects that it was written for: another one for others. */
  projectsDigest: string;
  /** ISO 8601 UTC: when the counters were read. */
  readAt: string;
};

export type StandingStore = {
  /** Of a project; one read. */
  find(projectId: string): Promise<Standing | undefined>;
  /** What all projects of a customer have been given. */
  findOfCustomer(customerId: string): Promise<KnownStanding | undefined>;
  /**
   * Gives it to each project, and then to the customer; none of them changes that has one read
   * later. A run that dies on the way leaves the customer's as it was, so that the next one repeats it.
   */
  write(standing: KnownStanding, projectIds: readonly string[]): Promise<void>;
};
