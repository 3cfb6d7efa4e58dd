import type Stripe from 'stripe';
import type { Metadata } from '../faults.ts';
import { KeptAnswers } from '../kept-answers.ts';
import { Simulation, type SimulationOptions } from '../simulation.ts';
import { noSuch } from './errors.ts';
import { EventLog } from './events.ts';
import type { KeptAnswer } from './idempotency.ts';

export type SimulatedStripeOptions = SimulationOptions & {
  secretKey: string;
  publishableKey: string;
  webhookSecret: string;
  webhookUrl?: string;
};

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
export class StripeAccount extends Simulation<SimulatedStripeOptions> {
  readonly events = new EventLog(this.clock, this.log);
  /** The answers to idempotency keys, for a day. */
  readonly answers = new KeptAnswers<KeptAnswer>(this.clock);
  readonly sessions = new Map<string, SessionRecord>();
  readonly intents = new Map<string, Stripe.PaymentIntent>();
  readonly charges = new Map<string, Stripe.Charge>();
  readonly refunds = new Map<string, Stripe.Refund>();
  readonly disputes = new Map<string, Stripe.Dispute>();
  readonly customers = new Map<string, Stripe.Customer>();
  readonly deletedCustomers = new Set<string>();
  readonly methods = new Map<string, Stripe.PaymentMethod>();
  readonly domains = new Map<string, Stripe.PaymentMethodDomain>();

  /** The object with this id, or Stripe's 404. */
  session(id?: string): SessionRecord {
    return found(this.sessions, id, 'checkout.session', 'id');
  }

  intent(id?: string): Stripe.PaymentIntent {
    return found(this.intents, id, 'payment_intent', 'intent');
  }

  charge(id?: string): Stripe.Charge {
    return found(this.charges, id, 'charge');
  }

  refund(id?: string): Stripe.Refund {
    return found(this.refunds, id, 'refund');
  }

  dispute(id?: string): Stripe.Dispute {
    return found(this.disputes, id, 'dispute');
  }

  customer(id?: string): Stripe.Customer {
    return found(this.customers, id, 'customer', 'id');
  }

  method(id?: string): Stripe.PaymentMethod {
    return found(this.methods, id, 'PaymentMethod', 'payment_method');
  }

  domain(id?: string): Stripe.PaymentMethodDomain {
    return found(this.domains, id, 'payment_method_domain');
  }
}

function found<Record>(records: Map<string, Record>, id = '', kind: string, param = kind): Record {
  const record = records.get(id);
  if (!record) throw noSuch(kind, id, param);
  return record;
}
