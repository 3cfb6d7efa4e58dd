import { viewProject } from '#contract/customer-views';
import { actingQuery } from '#contract/customers';
import type { Clock, RandomBytes } from '#domain/clock';
import { actingOnProject } from '#domain/customers/acting-customer';
import type { Pause } from '#domain/pause';
import { archiveProject } from '#domain/projects/archive-project';
import type { ProjectStore } from '#domain/projects/project-store';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseQuery } from '#runtime/read-request';

export type ArchiveDeps = {
  projects: ProjectStore;
  pause: Pause;
  now: Clock;
  randomBytes: RandomBytes;
};

/** DELETE /v1/projects/{id}: archives it and frees its place; repeating it is not an error. */
export const createHandler = (deps: ArchiveDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(actingQuery, event);
    const { person, customerId } = actingOnProject(callerOf(event), wanted);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const context = { caller: person, now: now(), randomBytes, requestId };
    const project = await archiveProject(deps, { id: pathIdOf(event), customerId }, context);
    logger.info('project archived', { requestId, projectId: project.id });
    return json(200, viewProject(project));
  });
