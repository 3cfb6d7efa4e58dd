import { viewMember } from '#contract/customer-views';
import { actingQuery } from '#contract/customers';
import type { Clock, RandomBytes } from '#domain/clock';
import { owningCustomer } from '#domain/customers/acting-customer';
import type { MemberStore } from '#domain/members/member-store';
import { removeMember } from '#domain/members/remove-member';
import type { UserDirectory } from '#domain/members/user-directory';
import type { Pause } from '#domain/pause';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseQuery } from '#runtime/read-request';

export type RemoveDeps = {
  members: MemberStore;
  users: UserDirectory;
  pause: Pause;
  now: Clock;
  randomBytes: RandomBytes;
};

/** DELETE /v1/members/{id}: frees the place and forgets the address. */
export const createHandler = (deps: RemoveDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(actingQuery, event);
    const { person, customerId } = owningCustomer(callerOf(event), wanted);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const context = { caller: person, now: now(), randomBytes, requestId };
    const member = await removeMember(deps, { customerId, id: pathIdOf(event) }, context);
    logger.info('member removed', { requestId, memberId: member.id, customerId });
    return json(200, viewMember(member));
  });
