import type { Currency } from '../money.ts';
import type { Method, Payment, PaymentAction, ProviderName } from './payment.ts';

/** Where the provider sends the buyer's browser afterwards. */
export type ComeBackUrls = { success: string; cancel: string };

/** What opening a checkout came to. `unknown` never becomes a failure by itself. */
export type OpenAnswer =
  | { kind: 'opened'; reference: string; action: PaymentAction }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'unknown'; cause: unknown };

/** What the provider says now. An amount is what it really took, in its own currency code. */
export type ProviderState =
  | { state: 'pending' }
  | { state: 'processing' }
  | { state: 'paid'; amount: { minor: number; currency: string } }
  | { state: 'failed'; code: string; message: string }
  | { state: 'cancelled' }
  | { state: 'expired' };

export type StatusAnswer =
  | { kind: 'known'; reference: string; now: ProviderState }
  /** The provider knows no checkout of this payment. */
  | { kind: 'absent' }
  | { kind: 'unknown'; cause: unknown };

export type CancelAnswer =
  | { kind: 'cancelled' }
  | { kind: 'already_final' }
  | { kind: 'unknown'; cause: unknown };

/** What a provider can do; it decides who serves a method in a currency. */
export type Capabilities = {
  methods: readonly Method[];
  actions: readonly PaymentAction['kind'][];
  /** Smallest and largest charge in minor units, for each currency that it takes. */
  amounts: Partial<Record<Currency, { min: number; max: number }>>;
};

/**
 * The port that every provider's adapter implements. No method throws for a fault of the provider:
 * a time-out, an error of theirs or a cut connection is the answer `unknown`.
 */
export interface PaymentProvider {
  readonly name: ProviderName;
  readonly capabilities: Capabilities;
  /** Uses the payment's id as the provider's idempotency key: asking twice opens one checkout. */
  open(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer>;
  /**
   * Asks what has become of the payment.
   *
   * @param reference the checkout that a notification named; it is believed only when the provider
   *   itself says that it belongs to this payment.
   */
  status(payment: Payment, reference?: string): Promise<StatusAnswer>;
  cancel(payment: Payment): Promise<CancelAnswer>;
}

/** Builds the adapter when a function first needs it, with secrets read from their store. */
export type PaymentProviders = (name: ProviderName) => Promise<PaymentProvider>;
