import type { Standing } from './standing.ts';

/** A standing with the projects that have it, and the time it was true. */
export type KnownStanding = Standing & {
  /** Identifies the set of projects that it was written for. */
  projectsDigest: string;
  /** ISO 8601 UTC: when the counters were read. */
  readAt: string;
};

export type StandingStore = {
  /** The standing of a project, in one read. */
  find(projectId: string): Promise<Standing | undefined>;
  /** The last standing given to all projects of a customer. */
  findOfCustomer(customerId: string): Promise<KnownStanding | undefined>;
  /**
   * Writes it to each project, then to the customer; a newer stored standing is kept. A run that
   * crashes in between leaves the customer's unchanged, so the next run repeats it.
   */
  write(standing: KnownStanding, projectIds: readonly string[]): Promise<void>;
};
