import { chooseCustomerRequest, viewSession } from '#contract/session';
import { openSession, type SessionDeps } from '#domain/access/session';
import { customerCookie, requireOurPage } from '#runtime/cookies';
import { httpFunction, json } from '#runtime/http';
import { parseBody } from '#runtime/read-request';
import { type IdentifyPerson, signedInPerson } from '#runtime/signed-in-person';
import type { Stage } from '#vocabulary/stages';

export type ChooseDeps = SessionDeps & IdentifyPerson & { stage: Stage };

/** PUT /v1/session: this browser acts for one of the person's customers from now on. */
export const createHandler = (deps: ChooseDeps) =>
  httpFunction(async (event) => {
    requireOurPage(event);
    const { person } = await signedInPerson(deps, event);
    const { customerId } = parseBody(chooseCustomerRequest, event);
    const session = await openSession(deps, person, { wanted: customerId });
    const answer = json(200, viewSession(session, deps.stage));
    return { ...answer, cookies: [customerCookie(customerId)] };
  });
