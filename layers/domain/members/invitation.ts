import type { ActivationTokens } from '../access/activation-token.ts';
import {
  type ActivationContext,
  type RequestedActivation,
  requestActivation,
} from '../activations/activation.ts';
import type { Member } from './member.ts';

/** The link that counts for an invited member. */
export const invitationOf = (
  tokens: ActivationTokens,
  { id, customerId, email, activationVersion }: Member & { activationVersion: number },
  context: ActivationContext,
): RequestedActivation =>
  requestActivation(
    tokens,
    { purpose: 'member', customerId, memberId: id, email, version: activationVersion },
    context,
  );
