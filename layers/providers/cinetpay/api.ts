import type { Payment, PaymentAction } from '#domain/payments/payment';
import type { ComeBackUrls, ProviderState } from '#domain/payments/payment-provider';
import type { OutgoingRequest } from '../http-client.ts';
import type { Generation } from './checkout-reference.ts';

/** How requests reach CinetPay. */
export type Connection = Pick<OutgoingRequest, 'fetch' | 'timeoutMs'> & {
  /** Scheme and host. */
  url: string;
};

/** Cloudflare, which stands before both APIs, stops whoever does not say what they are. */
export const userAgent = 'Peage/1.0';

type Unknown = { kind: 'unknown'; cause: unknown };

export type OpenedAnswer =
  | { kind: 'opened'; action: PaymentAction; notificationToken?: string }
  /** This transaction id has been used before: by a request of ours whose answer was lost. */
  | { kind: 'exists' }
  | { kind: 'refused'; code: string; message: string }
  | Unknown;

export type LookAnswer =
  | {
      kind: 'known';
      now: ProviderState;
      /** Nobody has chosen an operator yet: the page was perhaps never seen. */
      isUntouched: boolean;
      /** The page; neither generation is known to tell it again. */
      paymentUrl?: string;
    }
  | { kind: 'absent' }
  | Unknown;

/** What both generations can do, each in its own words. Neither can cancel or give money back. */
export type CinetPayApi = {
  readonly generation: Generation;
  open(payment: Payment, comeBack: ComeBackUrls, transactionId: string): Promise<OpenedAnswer>;
  look(payment: Payment, transactionId: string): Promise<LookAnswer>;
};

/** A page of Cloudflare’s, an error of a gateway, or words that nobody has explained. */
export const notUnderstood = (what: string): Unknown => ({
  kind: 'unknown',
  cause: new Error(`CinetPay’s answer is not understood: ${what}`),
});
