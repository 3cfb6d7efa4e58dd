import type { ActivationTokens } from '../access/activation-token.ts';
import { type Customer, writtenAgain } from '../customers/customer.ts';
import { activationOf, isOpen, mayTakeOrders } from '../customers/guest-customer.ts';
import { newId } from '../ids.ts';
import { invitationOf } from '../members/invitation.ts';
import { mailboxHash } from '../members/mailbox.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { type ActivationContext, mayMailAgain, withNextLink } from './activation.ts';
import type { RenewalStore } from './activation-store.ts';

/**
 * Notes that somebody typed an address to get a new link. It does the same for every address,
 * whether or not anybody has it: who it is, if anybody, is found out later and by others.
 */
export async function askForLink(
  renewals: Pick<RenewalStore, 'ask'>,
  email: string,
  { now, randomBytes, requestId }: ActivationContext,
): Promise<void> {
  const mailbox = mailboxHash(email);
  await renewals.ask(mailbox, {
    id: newId('evt', now, randomBytes(10)),
    type: 'activation.asked',
    occurredAt: now.toISOString(),
    requestId,
    data: { mailbox },
  });
}

export type RenewDeps = { renewals: RenewalStore; tokens: ActivationTokens; pause: Pause };

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the customer' };

/**
 * Replaces the links of a guest, or of invited members, at this mailbox by new ones, at most three
 * a day and one a minute for each. Whoever can sign in already gets none.
 *
 * @returns how many were replaced.
 */
export async function renewActivations(
  deps: RenewDeps,
  mailbox: string,
  context: ActivationContext,
): Promise<number> {
  const { renewals, tokens, pause } = deps;
  const { now } = context;
  return untilSaved({ ...race, pause }, async () => {
    const pending = await renewals.pendingAt(mailbox);
    const guest = pending.guest && isInactiveAt(pending.guest, mailbox) ? pending.guest : undefined;
    const links = pending.invited
      .filter(({ customer, member }) => isOpen(customer) && mayMailAgain(member, now))
      .map(({ customer, member }) => {
        const next = withNextLink(member, now);
        const activation = invitationOf(tokens, next, context);
        return { customer: writtenAgain(customer, now), member: next, activation };
      });
    const mayMailGuest = guest !== undefined && mayMailAgain(guest, now);
    if (mayMailGuest) {
      const customer = withNextLink(writtenAgain(guest, now), now);
      const activation = activationOf(tokens, customer, context);
      if ((await renewals.renew({ customer, activation })) === 'stale') return overtaken;
    }
    for (const link of links) if ((await renewals.renew(link)) === 'stale') return overtaken;
    return links.length + (mayMailGuest ? 1 : 0);
  });
}

const isInactiveAt = (customer: Customer, mailbox: string): boolean =>
  customer.state === 'inactive' && mayTakeOrders(customer, mailbox);
