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
 * Mobile Money in West and Central Africa, through either generation of CinetPay's API: the newest
 * key decides which one opens payments, and each payment is asked about where it was opened.
 */
export class CinetPayProvider implements PaymentProvider {
  readonly name = 'cinetpay';
  readonly capabilities: Capabilities;
  readonly #now: Clock;
  /** The newest key's API first, one for each generation with a key. */
  readonly #apis: readonly [CinetPayApi, ...CinetPayApi[]];

  /** @throws Error when a key lacks the other credentials of its generation. */
  constructor(settings: CinetPaySettings) {
    this.capabilities = cinetPayCapabilities(settings.currencies);
    this.#now = settings.now;
    this.#apis = openApis(settings);
  }

  open(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer> {
    return openOnce(this.#apis[0], payment, { comeBack, now: this.#now() });
  }

  /** Money for another attempt than the stored one counts too, once a notification names it. */
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
   * Neither generation can close a page, so an unpaid payment only ends on our side. If somebody
   * still pays, the notification finds it.
   */
  async cancel(payment: Payment): Promise<CancelAnswer> {
    const answer = await this.status(payment);
    if (answer.kind === 'unknown') return answer;
    const isOpen = answer.kind === 'absent' || answer.now.state === 'pending';
    return { kind: isOpen ? 'cancelled' : 'already_final' };
  }

  /** Neither generation has an API for it. */
  async refund(): Promise<RefundAnswer> {
    return { kind: 'manual' };
  }

  /** Refunds by hand are recorded here only; CinetPay does not know them. */
  async moneyBack(): Promise<MoneyBackAnswer> {
    return { kind: 'known', refunds: [], dispute: null };
  }

  async ownerOf(transaction: string): Promise<OwnerAnswer> {
    return { kind: 'known', paymentId: paymentIdOf(transaction) };
  }

  /** Without a reference the answer to `open` was lost; the first attempt is then looked up. */
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
