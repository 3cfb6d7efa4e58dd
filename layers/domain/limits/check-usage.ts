import type { Clock } from '../clock.ts';
import { NotFoundError } from '../errors.ts';
import type { ProjectDirectory } from '../usage/project-directory.ts';
import type { Meter } from '../usage/usage-event.ts';
import { type MeterStanding, standingNow, unused } from './standing.ts';
import type { StandingStore } from './standing-store.ts';

export type CheckDeps = {
  standings: Pick<StandingStore, 'find'>;
  /** Asked about projects without a standing alone: a misspelt one must not be allowed for ever. */
  projects: ProjectDirectory;
  now: Clock;
};

/**
 * Whether a project may go on, by what was last found out about its customer.
 *
 * @param customerId whose project it must be; any customer's when absent.
 * @throws NotFoundError when there is no such project, or it is somebody else's.
 */
export async function checkUsage(
  { standings, projects, now }: CheckDeps,
  { projectId, meter, customerId }: { projectId: string; meter: Meter; customerId?: string },
): Promise<MeterStanding> {
  const standing = await standings.find(projectId);
  const owner = standing ?? (await projects.find(projectId));
  const isTheirs = customerId === undefined || owner?.customerId === customerId;
  if (!owner || !isTheirs) throw new NotFoundError('project');
  return standing ? standingNow(standing, meter, now()) : unused;
}
