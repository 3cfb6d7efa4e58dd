import { viewMember } from '#contract/customer-views';
import { addMemberRequest } from '#contract/customers';
import type { ActivationTokens } from '#domain/access/activation-token';
import type { RandomBytes } from '#domain/clock';
import { owningCustomer } from '#domain/customers/acting-customer';
import { addMember } from '#domain/members/add-member';
import type { MemberStore } from '#domain/members/member-store';
import type { Pause } from '#domain/pause';
import type { Plans } from '#domain/plans/plan';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type AddDeps = AnswerDeps & {
  members: MemberStore;
  plans: Plans;
  tokens: () => Promise<ActivationTokens>;
  pause: Pause;
  randomBytes: RandomBytes;
};

/** POST /v1/members: for the owner's own customer; an administrator names one. */
export const createHandler = (deps: AddDeps) =>
  httpFunction(async (event) => {
    const { customerId: wanted, ...details } = parseBody(addMemberRequest, event);
    const { person, customerId } = owningCustomer(callerOf(event), wanted);
    const requestId = requestIdOf(event);
    const { now, randomBytes } = deps;
    const answer = await answerOnce(deps, event, person, async (claim) => {
      const context = { caller: person, now: now(), randomBytes, requestId };
      const tokens = await deps.tokens();
      const member = await addMember(
        { ...deps, tokens },
        { ...details, customerId, claim },
        context,
      );
      logger.info('member added', { requestId, memberId: member.id, customerId });
      return { statusCode: 201, body: JSON.stringify(viewMember(member)) };
    });
    return jsonText(answer);
  });
