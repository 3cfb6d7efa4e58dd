import { viewSession } from '#contract/session';
import { openSession, type SessionDeps } from '#domain/access/session';
import { httpFunction, json } from '#runtime/http';
import { type IdentifyPerson, signedInPerson } from '#runtime/signed-in-person';
import type { Stage } from '#vocabulary/stages';

export type GetSessionDeps = SessionDeps & IdentifyPerson & { stage: Stage };

/** GET /v1/session: who is signed in, and for which customers they may act. */
export const createHandler = (deps: GetSessionDeps) =>
  httpFunction(async (event) => {
    const { person, ...choice } = await signedInPerson(deps, event);
    const session = await openSession(deps, person, choice);
    return json(200, viewSession(session, deps.stage));
  });
