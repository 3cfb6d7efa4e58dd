import { viewProject } from '#contract/customer-views';
import { createProjectRequest } from '#contract/projects';
import type { RandomBytes } from '#domain/clock';
import { actingCustomer } from '#domain/customers/acting-customer';
import type { Pause } from '#domain/pause';
import type { Plans } from '#domain/plans/plan';
import { createProject } from '#domain/projects/create-project';
import type { ProjectStore } from '#domain/projects/project-store';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type CreateDeps = AnswerDeps & {
  projects: ProjectStore;
  plans: Plans;
  pause: Pause;
  randomBytes: RandomBytes;
};

/** POST /v1/projects: for the caller's own customer; an administrator names one. */
export const createHandler = (deps: CreateDeps) =>
  httpFunction(async (event) => {
    const { name, customerId: wanted } = parseBody(createProjectRequest, event);
    const { person, customerId } = actingCustomer(callerOf(event), wanted);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const answer = await answerOnce(deps, event, person, async (claim) => {
      const context = { caller: person, now: now(), randomBytes, requestId };
      const project = await createProject(deps, { name, customerId, claim }, context);
      logger.info('project created', { requestId, projectId: project.id, customerId });
      return { statusCode: 201, body: JSON.stringify(viewProject(project)) };
    });
    return jsonText(answer);
  });
