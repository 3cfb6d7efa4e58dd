import type { Payment } from '#domain/payments/payment';
import type {
  CancelAnswer,
  ComeBackUrls,
  MissedAnswer,
  MoneyBackAnswer,
  OpenAnswer,
  OwnerAnswer,
  PaymentProvider,
  RefundAnswer,
  RefundOrder,
  StatusAnswer,
} from '#domain/payments/payment-provider';
import type { PayPalAccess } from './access-token.ts';
import { payPalCapabilities } from './capabilities.ts';
import { missedAtPayPal } from './missed-notifications.ts';
import { captureIn, openOrder, readOrder } from './orders.ts';
import { ownId } from './own-ids.ts';
import { PayPalClient } from './paypal-client.ts';
import { moneyBackAtPayPal, refundAtPayPal } from './refunds.ts';
import { causeOf, isMissing, isSuccess } from './refusals.ts';
import { settleOrder } from './settle-order.ts';
import type { WireCapture } from './wire.ts';

export type PayPalSettings = PayPalAccess & {
  /** The shop's name on PayPal's page. */
  brandName: string;
};

/** PayPal wallets by Orders v2: the buyer approves on PayPal's page, `status` captures. */
export class PayPalProvider implements PaymentProvider {
  readonly name = 'paypal';
  readonly capabilities = payPalCapabilities;
  readonly #settings: PayPalSettings;
  readonly #client: PayPalClient;

  constructor(settings: PayPalSettings) {
    this.#settings = settings;
    this.#client = new PayPalClient(settings);
  }

  open(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer> {
    const { brandName } = this.#settings;
    return openOrder(this.#client, payment, { comeBack, brandName });
  }

  async status(payment: Payment, named?: string): Promise<StatusAnswer> {
    const reference = payment.providerReference ?? named;
    return reference === undefined
      ? { kind: 'absent' }
      : settleOrder(this.#client, payment, reference, this.#settings.now());
  }

  /** PayPal cannot cancel an order. `status` makes sure that it is never captured. */
  async cancel({ providerReference }: Payment): Promise<CancelAnswer> {
    // Without a reference nobody ever got the order, so nobody can approve it.
    if (providerReference === undefined) return { kind: 'cancelled' };
    const read = await readOrder(this.#client, providerReference);
    if (read.kind === 'missing') return { kind: 'cancelled' };
    if (read.kind === 'unknown') return read;
    const isCaptured = captureIn(read.order) !== undefined || read.order.status === 'COMPLETED';
    return { kind: isCaptured ? 'already_final' : 'cancelled' };
  }

  refund(payment: Payment, refund: RefundOrder): Promise<RefundAnswer> {
    return refundAtPayPal(this.#client, payment, refund);
  }

  moneyBack(payment: Payment): Promise<MoneyBackAnswer> {
    return moneyBackAtPayPal(this.#client, payment);
  }

  async ownerOf(transaction: string): Promise<OwnerAnswer> {
    const path = `/v2/payments/captures/${encodeURIComponent(transaction)}`;
    const answer = await this.#client.get(path);
    if (isMissing(answer)) return { kind: 'known' };
    const { id, custom_id } = (isSuccess(answer) ? (answer.body ?? {}) : {}) as WireCapture;
    return id === undefined
      ? { kind: 'unknown', cause: causeOf(answer) }
      : { kind: 'known', paymentId: ownId('pay', custom_id) };
  }

  missedNotifications(since: Date, cursor?: string): Promise<MissedAnswer> {
    return missedAtPayPal(this.#client, { since, now: this.#settings.now(), cursor });
  }
}
