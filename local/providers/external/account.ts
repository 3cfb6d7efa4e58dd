import { KeptAnswers } from '../kept-answers.ts';
import type { Reply } from '../loopback-server.ts';
import { notificationAddress } from '../notification-address.ts';
import { Simulation, type SimulationOptions } from '../simulation.ts';
import { callbackOf } from './callback.ts';
import { type ExternalPayment, isOpen, type PaymentStatus } from './payment.ts';

export type SimulatedExternalOptions = SimulationOptions & {
  apiKey: string;
  /** `whsec_` and at least 24 random bytes in base64. */
  webhookSecret: string;
  /** Receives callbacks of payments that name no address on this machine. */
  callbackUrl?: string;
};

/** The merchant's account: the whole state of the simulated backend, in memory. */
export class ExternalAccount extends Simulation<SimulatedExternalOptions> {
  readonly payments = new Map<string, ExternalPayment>();
  /** The first success of each idempotency key, with the fingerprint of its request. */
  readonly answers = new KeptAnswers<{ fingerprint: string; reply: Reply }>(this.clock);

  /** The payment with this id or this number of the merchant's, the latest first. */
  find(name: string): ExternalPayment | undefined {
    const { payments } = this;
    return payments.get(name) ?? [...payments.values()].findLast((one) => one.reference === name);
  }

  /** The page where the payer decides; for a push, it replaces the phone. */
  pageOf({ id }: ExternalPayment): string {
    return `${this.url}/pay/${id}`;
  }

  /** Gives the payment a new state and notifies the merchant of it. */
  move(payment: ExternalPayment, status: PaymentStatus): void {
    payment.status = status;
    const at = new Date(this.clock.nowMs());
    const { sign, ...occurrence } = callbackOf(payment, at, this.options);
    const receivers = () => {
      const url = notificationAddress(payment.urls.callback, this.options.callbackUrl);
      return url === undefined ? [] : [{ id: 'callback_url', url, message: sign }];
    };
    this.log.record({ ...occurrence, marks: [payment.marks], receivers });
  }

  /** Closes expired payments, and notifies the merchant. */
  expireDue(): void {
    for (const payment of this.payments.values()) {
      const isDue = this.clock.nowMs() >= payment.expiresAt.getTime();
      if (isDue && isOpen(payment)) this.move(payment, 'expired');
    }
  }
}
