import type { Alert } from '#domain/messages/notify-of-payment';
import type { AmountTaken } from './written-amount.ts';

/** What is known of a payment; what is absent is not printed. */
export type AlertFacts = {
  /** Of the refund that the alert is about. */
  refunded?: AmountTaken;
  paid?: AmountTaken;
  asked?: AmountTaken;
  refundable?: AmountTaken;
  /** As whoever asked for the refund wrote it, or one of ours. */
  reason?: string;
  failureCode?: string;
  proof?: string;
  orderId?: string;
  customerName: string;
  customerEmail: string;
  customerPhone?: string;
  provider: string;
  /** The provider's id of the money it took. */
  transaction?: string;
  refundId?: string;
  paymentId: string;
};

/** What the sentences of an alert may name. */
type Said = { amount: string; asked: string; name: string };

/** Everything that alerts say in one language. */
export type AlertWords = {
  alerts: Record<
    Alert,
    {
      subject: (said: Said) => string;
      heading: string;
      /** What happened, then what to do. */
      sentences: (said: Said) => string[];
    }
  >;
  labels: Record<keyof AlertFacts, string>;
  /** Reasons of refunds that have words of their own; any other is printed as it was given. */
  reasons: Record<string, string>;
  closing: (brand: string) => string;
};
