import { viewMember } from '#contract/customer-views';
import { actingQuery, changeMemberRequest } from '#contract/customers';
import type { Clock, RandomBytes } from '#domain/clock';
import { owningCustomer } from '#domain/customers/acting-customer';
import { changeMember } from '#domain/members/change-member';
import type { MemberStore } from '#domain/members/member-store';
import type { UserDirectory } from '#domain/members/user-directory';
import type { Pause } from '#domain/pause';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody, parseQuery } from '#runtime/read-request';

export type ChangeDeps = {
  members: MemberStore;
  users: UserDirectory;
  pause: Pause;
  now: Clock;
  randomBytes: RandomBytes;
};

/** PATCH /v1/members/{id} */
export const createHandler = (deps: ChangeDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted } = parseQuery(actingQuery, event);
    const { person, customerId } = owningCustomer(callerOf(event), wanted);
    const change = parseBody(changeMemberRequest, event);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const context = { caller: person, now: now(), randomBytes, requestId };
    const memberKey = { customerId, id: pathIdOf(event) };
    const member = await changeMember(deps, { ...memberKey, ...change }, context);
    logger.info('member changed', { requestId, memberId: member.id, customerId });
    return json(200, viewMember(member));
  });
