import { viewProject } from '#contract/customer-views';
import { actingQuery } from '#contract/customers';
import { changeProjectRequest } from '#contract/projects';
import type { Clock, RandomBytes } from '#domain/clock';
import { actingOnProject } from '#domain/customers/acting-customer';
import type { Pause } from '#domain/pause';
import type { ProjectStore } from '#domain/projects/project-store';
import { renameProject } from '#domain/projects/rename-project';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody, parseQuery } from '#runtime/read-request';

export type RenameDeps = {
  projects: ProjectStore;
  pause: Pause;
  now: Clock;
  randomBytes: RandomBytes;
};

/** PATCH /v1/projects/{id} */
export const createHandler = (deps: RenameDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(actingQuery, event);
    const { person, customerId } = actingOnProject(callerOf(event), wanted);
    const { name } = parseBody(changeProjectRequest, event);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const context = { caller: person, now: now(), randomBytes, requestId };
    const project = await renameProject(deps, { id: pathIdOf(event), customerId, name }, context);
    logger.info('project renamed', { requestId, projectId: project.id });
    return json(200, viewProject(project));
  });
