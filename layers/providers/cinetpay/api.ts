import type { Payment, PaymentAction } from '#domain/payments/payment';
import type { ComeBackUrls, ProviderState } from '#domain/payments/payment-provider';
import type { OutgoingRequest } from '../http-client.ts';
import type { Generation } from './checkout-reference.ts';

/** The connection to CinetPay. */
export type Connection = Pick<OutgoingRequest, 'fetch' | 'timeoutMs'> & {
  /** Scheme and host. */
  url: string;
};

/** Cloudflare, in front of both APIs, blocks requests without a user agent. */
export const userAgent = 'Peage/1.0';

type Unknown = { kind: 'unknown'; cause: unknown };

export type OpenedAnswer =
  | { kind: 'opened'; action: PaymentAction; notificationToken?: string }
  /** The transaction id is already used, by a request of ours whose answer was lost. */
  | { kind: 'exists' }
  | { kind: 'refused'; code: string; message: string }
  | Unknown;

export type LookAnswer =
  | {
      kind: 'known';
      now: ProviderState;
      /** No operator was chosen yet: the buyer may never have seen the page. */
      isUntouched: boolean;
      /** The page's address; neither generation is known to return it again. */
      paymentUrl?: string;
    }
  | { kind: 'absent' }
  | Unknown;

/** What both generations can do. Neither can cancel a payment or refund money. */
export type CinetPayApi = {
  readonly generation: Generation;
  open(payment: Payment, comeBack: ComeBackUrls, transactionId: string): Promise<OpenedAnswer>;
  look(payment: Payment, transactionId: string): Promise<LookAnswer>;
};

/** A page of Cloudflare, a gateway's error, or undocumented words. */
export const notUnderstood = (answer: string): Unknown => ({
  kind: 'unknown',
  cause: new Error(`CinetPay’s answer is not understood: ${answer}`),
});
