import type { ActivationTokens } from '../access/activation-token.ts';
import {
  type ActivationContext,
  type RequestedActivation,
  withNextLink,
} from '../activations/activation.ts';
import { DomainError } from '../errors.ts';
import { mailboxHash } from '../members/mailbox.ts';
import type { Customer } from './customer.ts';
import { activationOf, type GuestCustomers, mayTakeOrders } from './guest-customer.ts';

/** Guest orders of this mailbox belong to somebody else already, who keeps it. */
export class MailboxTakenError extends DomainError {
  readonly code = 'mailbox_taken';

  constructor() {
    super('Another customer has this e-mail address. Find it in GET /v1/admin/customers.');
  }
}

export type CorrectAddressDeps = {
  guests: Pick<GuestCustomers, 'claimantOf'>;
  tokens: () => Promise<ActivationTokens>;
};

/** What is written together with a guest's corrected address. */
export type AddressCorrection = {
  activation: RequestedActivation;
  /** `before`: the customer whose claim is taken over, because it no longer counts. */
  claim: { mailbox: string; customerId: string; before?: string };
  /** The mailbox that the customer claims no longer; absent if it never did. */
  released?: { mailbox: string; customerId: string };
};

export type Corrected = { customer: Customer; correction?: AddressCorrection };

/**
 * Gives a guest who is not yet activated a new link at another mailbox, and the orders to come from
 * there. Links of before count no more. Whoever is active keeps the mailbox that was proven.
 *
 * @throws MailboxTakenError when guest orders of the new mailbox belong to another customer.
 */
export async function correctAddress(
  { guests, tokens }: CorrectAddressDeps,
  before: Customer,
  after: Customer,
  context: ActivationContext,
): Promise<Corrected> {
  const { id: customerId } = after;
  const [left, mailbox] = [mailboxHash(before.email), mailboxHash(after.email)];
  if (before.state !== 'inactive' || left === mailbox) return { customer: after };
  const [present, claimant] = await Promise.all([
    guests.claimantOf(left),
    guests.claimantOf(mailbox),
  ]);
  const isTaken = claimant?.customer !== undefined && mayTakeOrders(claimant.customer, mailbox);
  if (isTaken) throw new MailboxTakenError();
  const customer = withNextLink(after, context.now);
  return {
    customer,
    correction: {
      activation: activationOf(await tokens(), customer, context),
      claim: { mailbox, customerId, before: claimant?.customerId },
      ...(present?.customerId === customerId && { released: { mailbox: left, customerId } }),
    },
  };
}
