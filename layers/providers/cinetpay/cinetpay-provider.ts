import type { Clock } from '#domain/clock';
import type { Payment } from '#domain/payments/payment';
import type {
  CancelAnswer,
  Capabilities,
  ComeBackUrls,
  MoneyBackAnswer,
  OpenAnswer,
  OwnerAnswer,
  PaymentProvider,
  RefundAnswer,
  StatusAnswer,
} from '#domain/payments/payment-provider';
import type { CinetPayApi } from './api.ts';
import { cinetPayCapabilities } from './capabilities.ts';
import { type Checkout, checkoutOf, referenceTo } from './checkout-reference.ts';
import { type CinetPaySettings, openApis } from './generations.ts';
import { openOnce } from './open-once.ts';
import { paymentIdOf, transactionIdOf } from './transaction-id.ts';

/**
 * Mobile Money in West and Central Africa, by either generation of CinetPay's API: the newest key
 * says which one opens payments, and each payment is asked for where it was opened.
 */
export class CinetPayProvider implements PaymentProvider {
  readonly name = 'cinetpay';
  readonly capabilities: Capabilities;
  readonly #now: Clock;
  /** That of the newest key first, one for each generation that there is a key for. */
  readonly #apis: readonly [CinetPayApi, ...CinetPayApi[]];

  /** @throws Error when a key lacks what its generation needs beside it. */
  constructor(settings: CinetPaySettings) {
    this.capabilities = cinetPayCapabilities(settings.currencies);
    this.#now = settings.now;
    this.#apis = openApis(settings);
  }

  open(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer> {
    return openOnce(this.#apis[0], payment, { comeBack, now: this.#now() });
  }

  /**
   * Money that came for another attempt than the one that is stored counts too, once a notification
   * has named it.
   */
  async status(payment: Payment, reference?: string): Promise<StatusAnswer> {
    const answers: StatusAnswer[] = [];
    for (const checkout of this.#checkoutsOf(payment, reference)) {
      const answer = await this.#look(payment, checkout);
      if (isPaid(answer)) return answer;
      answers.push(answer);
    }
    const saying = (kind: StatusAnswer['kind']) => answers.find((answer) => answer.kind === kind);
    return saying('known') ?? saying('unknown') ?? { kind: 'absent' };
  }

  /**
   * Neither generation can close a page, so a payment that nobody has paid yet is given up here
   * alone. Who pays it all the same is found by the notification.
   */
  async cancel(payment: Payment): Promise<CancelAnswer> {
    const answer = await this.status(payment);
    if (answer.kind === 'unknown') return answer;
    const isOpen = answer.kind === 'absent' || answer.now.state === 'pending';
    return { kind: isOpen ? 'cancelled' : 'already_final' };
  }

  /** There is no way to ask for it, in either generation. */
  async refund(): Promise<RefundAnswer> {
    return { kind: 'manual' };
  }

  /** What people give back by hand is noted here, and CinetPay knows nothing of it. */
  async moneyBack(): Promise<MoneyBackAnswer> {
    return { kind: 'known', refunds: [], dispute: null };
  }

  async ownerOf(transaction: string): Promise<OwnerAnswer> {
    return { kind: 'known', paymentId: paymentIdOf(transaction) };
  }

  /** Without a reference the answer to `open` was lost: then its first attempt is looked for. */
  #checkoutsOf(payment: Payment, named: string | undefined): Checkout[] {
    const references = new Set([payment.providerReference, named]);
    const checkouts = [...references].flatMap((reference) => checkoutOf(payment, reference) ?? []);
    if (checkouts.length > 0) return checkouts;
    const transactionId = transactionIdOf(payment.id);
    return this.#apis.map(({ generation }) => ({ generation, transactionId }));
  }

  async #look(payment: Payment, checkout: Checkout): Promise<StatusAnswer> {
    const api = this.#apis.find(({ generation }) => generation === checkout.generation);
    if (!api)
      return { kind: 'unknown', cause: new Error(`there is no key for ${checkout.generation}`) };
    const answer = await api.look(payment, checkout.transactionId);
    return answer.kind === 'known'
      ? { kind: 'known', reference: referenceTo(checkout), now: answer.now }
      : answer;
  }
}

const isPaid = (answer: StatusAnswer): boolean =>
  answer.kind === 'known' && answer.now.state === 'paid';
