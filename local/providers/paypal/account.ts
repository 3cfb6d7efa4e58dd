import { AccessTokens } from '../access-tokens.ts';
import { KeptAnswers } from '../kept-answers.ts';
import { Simulation, type SimulationOptions } from '../simulation.ts';
import { notFound } from './failure.ts';
import type { Capture, Dispute, EventRecord, Order, Refund } from './records.ts';
import type { WebhookSigner } from './webhook-signer.ts';

export type SimulatedPayPalOptions = SimulationOptions & {
  /** The app's credentials, as the developer dashboard shows them. */
  clientId: string;
  clientSecret: string;
  webhookId: string;
  webhookUrl?: string;
};

/** Nine hours, as PayPal gives them. */
const tokenSeconds = 32_400;

/** The seller, as the objects name them. */
export const payee = { email_address: 'boutique@example.com', merchant_id: 'PEAGEB2UT7QUE' };

/** The seller's sandbox account: the whole state of the simulated PayPal, in memory. */
export class PayPalAccount extends Simulation<SimulatedPayPalOptions> {
  readonly signer: WebhookSigner;
  readonly tokens = new AccessTokens(this.clock, tokenSeconds);
  /** The answers to the requests' ids, of what succeeded. */
  readonly answers = new KeptAnswers<object>(this.clock);
  /** The objects being changed at this moment, so that a concurrent duplicate is rejected. */
  readonly busy = new Set<string>();
  readonly orders = new Map<string, Order>();
  readonly captures = new Map<string, Capture>();
  readonly refunds = new Map<string, Refund>();
  readonly disputes = new Map<string, Dispute>();
  /** Oldest first. */
  readonly events: EventRecord[] = [];

  constructor(options: SimulatedPayPalOptions, signer: WebhookSigner) {
    super(options);
    this.signer = signer;
  }

  /** Where the simulated certificate is published. */
  get certificateUrl(): string {
    return `${this.url}/v1/notifications/certs/${this.signer.certificateId}`;
  }

  /** The order with this id, or PayPal's 404, which an expired order gets as well. */
  order(id = ''): Order {
    const order = found(this.orders.get(id));
    return found(order.isExpired ? undefined : order);
  }

  capture(id = ''): Capture {
    return found(this.captures.get(id));
  }

  refund(id = ''): Refund {
    return found(this.refunds.get(id));
  }

  dispute(id = ''): Dispute {
    return found(this.disputes.get(id));
  }

  refundsOf(capture: Capture): Refund[] {
    return [...this.refunds.values()].filter((refund) => refund.capture === capture);
  }

  disputesOf(capture: Capture): Dispute[] {
    return [...this.disputes.values()].filter((dispute) => dispute.capture === capture);
  }

  /** The amount refunded or on its way back; failed refunds do not count. */
  refundedOf(capture: Capture): number {
    return this.refundsOf(capture)
      .filter(({ status }) => status === 'COMPLETED' || status === 'PENDING')
      .reduce((before, { sum }) => before + sum.amount, 0);
  }
}

function found<Record>(record: Record | undefined): Record {
  if (!record) throw notFound();
  return record;
}
