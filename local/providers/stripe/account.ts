import type Stripe from 'stripe';
import type { ProviderClock } from '../clock.ts';
import type { FaultRegistry, Metadata } from '../faults.ts';
import type { EventLog } from './events.ts';

/** A session with what Stripe stores but does not show in the object. */
export type SessionRecord = {
  session: Stripe.Checkout.Session;
  lineItems: LineItem[];
  intentData: IntentData;
};

/** The session's `payment_intent_data`, used for the PaymentIntent once the buyer pays. */
export type IntentData = {
  description: string | null;
  metadata: Metadata;
  receiptEmail: string | null;
  statementDescriptorSuffix: string | null;
};

/** As on the wire, where decimals are strings; the client turns them into objects. */
export type LineItem = Omit<Stripe.LineItem, 'price'> & { price: object };

/** The seller's test account: the whole state of the simulated Stripe, in memory. */
export type StripeAccount = {
  clock: ProviderClock;
  faults: FaultRegistry;
  events: EventLog;
  baseUrl: () => string;
  sessions: Map<string, SessionRecord>;
  intents: Map<string, Stripe.PaymentIntent>;
  charges: Map<string, Stripe.Charge>;
  refunds: Map<string, Stripe.Refund>;
  disputes: Map<string, Stripe.Dispute>;
  customers: Map<string, Stripe.Customer>;
  domains: Map<string, Stripe.PaymentMethodDomain>;
};

export function emptyAccount(
  parts: Pick<StripeAccount, 'clock' | 'faults' | 'events' | 'baseUrl'>,
): StripeAccount {
  return {
    ...parts,
    sessions: new Map(),
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    customers: new Map(),
    domains: new Map(),
  };
}
