import type { ActivationTokens } from '../access/activation-token.ts';
import {
  type ActivationContext,
  expiryAfter,
  type RequestedActivation,
  requestActivation,
  withNextLink,
} from '../activations/activation.ts';
import { type AuditEntry, auditEntry } from '../audit/audit-entry.ts';
import { newId } from '../ids.ts';
import { mailboxHash } from '../members/mailbox.ts';
import type { Locale } from '../money.ts';
import type { Buyer } from '../payments/payment.ts';
import { freePlan, noPlaces, type Plans } from '../plans/plan.ts';
import { type Customer, writtenAgain } from './customer.ts';

/** Who orders of a mailbox may belong to, as it is stored. */
export type GuestCustomers = {
  /** The customer that holds the mailbox's claim, read consistently. */
  claimantOf(mailbox: string): Promise<Claimant | undefined>;
  /** Customers with an owner of this mailbox. */
  ownedBy(mailbox: string): Promise<Customer[]>;
};

/** `customer` is absent if the claim outlived it. */
export type Claimant = { customerId: string; customer?: Customer };

/** Written together with what they are for; refused when somebody was faster. */
export type GuestCustomerWrite = {
  /** Version 1 is created with its claim; a later version states the one that was read. */
  customer: Customer;
  /** `before`: the customer whose claim is taken over, because it no longer counts. */
  claim?: { mailbox: string; customerId: string; before?: string };
  activation: RequestedActivation;
  audit?: AuditEntry;
};

export type GuestCustomerDeps = {
  guests: GuestCustomers;
  tokens: ActivationTokens;
  plans: Plans;
  /** The seller's zone. */
  timeZone: string;
};

export type OrderOfGuest = { buyer: Buyer; locale: Locale };

/**
 * Whose order it is. `made`: the write creates an inactive customer; `inactive`: it waits for its
 * activation; `member`: it is active. Without a write there is nothing to store but the order.
 */
export type GuestCustomer = {
  customer: Customer;
  account: 'made' | 'inactive' | 'member';
  write?: GuestCustomerWrite;
};

/**
 * Finds the customer of a paid order by its buyer's mailbox, or prepares an inactive one. An
 * address typed by a stranger proves nothing: the order is attached, and nothing is shown before
 * somebody reads the mailbox.
 *
 * A caller whose transaction with the write was refused asks again: of any number of orders that
 * complete at once, one creates the customer and sends one mail.
 */
export async function guestCustomer(
  deps: GuestCustomerDeps,
  order: OrderOfGuest,
  context: ActivationContext,
): Promise<GuestCustomer> {
  const mailbox = mailboxHash(order.buyer.email);
  const claimant = await deps.guests.claimantOf(mailbox);
  if (claimant?.customer && mayTakeOrders(claimant.customer, mailbox))
    return known(deps, claimant.customer, context);
  const owned = (await deps.guests.ownedBy(mailbox)).filter(isOpen);
  if (owned.length === 1) return known(deps, owned[0]!, context);
  return made(deps, { ...order, mailbox, before: claimant?.customerId }, context);
}

/** An archived or erased customer is not revived by an order. */
export const isOpen = ({ state, archivedAt }: Customer): boolean =>
  state !== 'erased' && archivedAt === undefined;

/** A customer whose address was changed has left the old mailbox to whoever reads it. */
export const mayTakeOrders = (customer: Customer, mailbox: string): boolean =>
  isOpen(customer) && mailboxHash(customer.email) === mailbox;

/** A guest who comes back after the link expired gets a new one. */
function known(
  { tokens }: GuestCustomerDeps,
  customer: Customer,
  context: ActivationContext,
): GuestCustomer {
  if (customer.state !== 'inactive') return { customer, account: 'member' };
  const lastAt = customer.activationMails?.lastAt;
  if (lastAt !== undefined && context.now.toISOString() < expiryAfter(new Date(lastAt), 'customer'))
    return { customer, account: 'inactive' };
  const again = withNextLink(writtenAgain(customer, context.now), context.now);
  const activation = activationOf(tokens, again, context);
  return { customer: again, account: 'inactive', write: { customer: again, activation } };
}

function made(
  { tokens, plans, timeZone }: GuestCustomerDeps,
  { buyer, locale, mailbox, before }: OrderOfGuest & { mailbox: string; before?: string },
  context: ActivationContext,
): GuestCustomer {
  const { customerId: _, kind = 'person', ...details } = buyer;
  const { now } = context;
  const createdAt = now.toISOString();
  const customer = withNextLink<Customer>(
    {
      ...details,
      kind,
      id: newId('cus', now, context.randomBytes(10)),
      state: 'inactive',
      locale,
      timeZone,
      planId: freePlan(plans).id,
      places: noPlaces,
      createdAt,
      updatedAt: createdAt,
      version: 1,
    },
    now,
  );
  const write: GuestCustomerWrite = {
    customer,
    claim: { mailbox, customerId: customer.id, before },
    activation: activationOf(tokens, customer, context),
    audit: auditEntry(
      { ...context, caller: { kind: 'public' } },
      {
        action: 'customer.created',
        subject: customer.id,
        before: null,
        after: { planId: customer.planId, state: 'inactive' },
      },
    ),
  };
  return { customer, account: 'made', write };
}

/** The link that counts for a guest. */
export const activationOf = (
  tokens: ActivationTokens,
  { id, email, activationVersion = 1 }: Customer,
  context: ActivationContext,
): RequestedActivation =>
  requestActivation(
    tokens,
    { purpose: 'customer', customerId: id, email, version: activationVersion },
    context,
  );
