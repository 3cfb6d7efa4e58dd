import Stripe from 'stripe';
import type { Payment } from '#domain/payments/payment';
import type {
  CancelAnswer,
  ComeBackUrls,
  MissedAnswer,
  MoneyBackAnswer,
  OpenAnswer,
  OwnerAnswer,
  PaymentProvider,
  ProviderCustomers,
  RefundAnswer,
  RefundOrder,
  StatusAnswer,
} from '#domain/payments/payment-provider';
import { stripeCapabilities } from './capabilities.ts';
import { openCustomerSession, stripeCustomerOf } from './members.ts';
import { missedAtStripe } from './missed-notifications.ts';
import { paymentIdKey } from './notification.ts';
import { paymentIntentParameters, sessionParameters } from './parameters.ts';
import { moneyBackAtStripe, refundAtStripe } from './refunds.ts';
import { genuine, isMissing, isRefusal } from './refusals.ts';
import { stateOfPaymentIntent, stateOfSession } from './states.ts';

export type StripeSettings = {
  secretKey: string;
  /** `https://api.stripe.com`, or another address with the same protocol. */
  apiUrl: string;
  /** The shop's customers, whose cards the mobile sheet may show; only guests when absent. */
  customers?: ProviderCustomers;
  timeoutMs?: number;
};

/** Longest we wait for Stripe. A retry uses the same key, so giving up is safe. */
const timeoutMsDefault = 6_000;

/** Creates Stripe's client for any address. */
export function openStripe({ secretKey, apiUrl, timeoutMs }: StripeSettings) {
  const { protocol, hostname, port } = new URL(apiUrl);
  return new Stripe(secretKey, {
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port === '' ? undefined : Number(port),
    timeout: timeoutMs ?? timeoutMsDefault,
    maxNetworkRetries: 1,
    telemetry: false,
  });
}

/** Card payments (Apple Pay and Google Pay among them) by hosted Checkout or the mobile sheet. */
export class StripeProvider implements PaymentProvider {
  readonly name = 'stripe';
  readonly capabilities = stripeCapabilities;
  readonly mode: 'test' | 'live';
  readonly #stripe: Stripe;
  readonly #customers: ProviderCustomers | undefined;

  constructor(settings: StripeSettings) {
    this.mode = settings.secretKey.includes('_live_') ? 'live' : 'test';
    this.#stripe = openStripe(settings);
    this.#customers = settings.customers;
  }

  async open(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer> {
    try {
      return payment.actionWanted === 'sdk'
        ? await this.openIntent(payment)
        : await this.openSession(payment, comeBack);
    } catch (error) {
      return isRefusal(error)
        ? { kind: 'refused', code: error.code ?? error.type, message: error.message }
        : { kind: 'unknown', cause: error };
    }
  }

  async status(payment: Payment, named?: string): Promise<StatusAnswer> {
    const reference = payment.providerReference ?? named;
    if (reference === undefined) return { kind: 'absent' };
    try {
      const { metadata, state } = reference.startsWith('pi_')
        ? await this.intent(reference)
        : await this.session(reference);
      return metadata?.[paymentIdKey] === payment.id
        ? { kind: 'known', reference, now: state }
        : { kind: 'absent' };
    } catch (error) {
      return isMissing(error) ? { kind: 'absent' } : { kind: 'unknown', cause: error };
    }
  }

  async cancel(payment: Payment): Promise<CancelAnswer> {
    const { providerReference } = payment;
    // Without a reference nobody ever got the checkout, so nobody can pay there. Closing uses no
    // idempotency key: repeating it is safe, and Stripe would store a failure under the key for a
    // day.
    if (providerReference === undefined) return { kind: 'cancelled' };
    try {
      if (providerReference.startsWith('pi_'))
        genuine(await this.#stripe.paymentIntents.cancel(providerReference));
      else genuine(await this.#stripe.checkout.sessions.expire(providerReference));
      return { kind: 'cancelled' };
    } catch (error) {
      if (isMissing(error)) return { kind: 'cancelled' };
      return isRefusal(error) ? this.whyNotCancelled(payment) : { kind: 'unknown', cause: error };
    }
  }

  /** Stripe refuses to close a checkout that is paid or already closed. */
  private async whyNotCancelled(payment: Payment): Promise<CancelAnswer> {
    const answer = await this.status(payment);
    if (answer.kind === 'unknown') return answer;
    const state = answer.kind === 'known' ? answer.now.state : undefined;
    const isClosed = state === 'expired' || state === 'cancelled';
    return { kind: isClosed ? 'cancelled' : 'already_final' };
  }

  refund(payment: Payment, refund: RefundOrder): Promise<RefundAnswer> {
    return refundAtStripe(this.#stripe, payment, refund);
  }

  moneyBack(payment: Payment): Promise<MoneyBackAnswer> {
    return moneyBackAtStripe(this.#stripe, payment);
  }

  async ownerOf(transaction: string): Promise<OwnerAnswer> {
    try {
      const { metadata } = await this.#stripe.paymentIntents.retrieve(transaction);
      return { kind: 'known', paymentId: metadata[paymentIdKey] };
    } catch (error) {
      return isMissing(error) ? { kind: 'known' } : { kind: 'unknown', cause: error };
    }
  }

  missedNotifications(since: Date, cursor?: string): Promise<MissedAnswer> {
    return missedAtStripe(this.#stripe, since, cursor);
  }

  private async openSession(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer> {
    const session = genuine(
      await this.#stripe.checkout.sessions.create(
        sessionParameters(payment, comeBack),
        idempotencyFor(payment),
      ),
    );
    return {
      kind: 'opened',
      reference: session.id,
      action: { kind: 'redirect', url: session.url! },
    };
  }

  private async openIntent(payment: Payment): Promise<OpenAnswer> {
    const customer = await this.customerActing(payment);
    const intent = await this.#stripe.paymentIntents.create(
      { ...paymentIntentParameters(payment), customer },
      idempotencyFor(payment),
    );
    return {
      kind: 'opened',
      reference: intent.id,
      action: {
        kind: 'sdk',
        provider: 'stripe',
        clientSecret: intent.client_secret!,
        ...(customer !== undefined && {
          customerSessionClientSecret: await openCustomerSession(this.#stripe, customer),
        }),
      },
    };
  }

  /** The Stripe customer, when the customer itself acts: guests and link holders have none. */
  private async customerActing({ buyer, initiator }: Payment): Promise<string | undefined> {
    const { customerId } = buyer;
    if (customerId === undefined || !initiator.isCustomer || !this.#customers) return undefined;
    return stripeCustomerOf(this.#stripe, this.#customers, customerId);
  }

  private async session(id: string) {
    const expand = ['payment_intent.latest_charge'];
    const session = genuine(await this.#stripe.checkout.sessions.retrieve(id, { expand }));
    return { metadata: session.metadata, state: stateOfSession(session) };
  }

  private async intent(id: string) {
    const intent = genuine(
      await this.#stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }),
    );
    return { metadata: intent.metadata, state: stateOfPaymentIntent(intent) };
  }
}

/** A payment is one attempt and its amount never changes, so its id is enough. */
const idempotencyFor = ({ id }: Payment) => ({ idempotencyKey: `${id}:open` });
