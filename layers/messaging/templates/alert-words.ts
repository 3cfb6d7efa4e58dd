import type { Alert } from '#domain/messages/notify-of-payment';
import type { AmountTaken } from './written-amount.ts';

/** What is known about a payment; absent facts are not printed. */
export type AlertFacts = {
  /** The refunded amount, for alerts about a refund. */
  refunded?: AmountTaken;
  paid?: AmountTaken;
  asked?: AmountTaken;
  refundable?: AmountTaken;
  /** The reason that the person gave, or one of our fixed reasons. */
  reason?: string;
  failureCode?: string;
  proof?: string;
  /** The number of the refund's credit note. */
  creditNote?: string;
  orderId?: string;
  customerName: string;
  customerEmail: string;
  customerPhone?: string;
  provider: string;
  /** The provider's id of the transaction. */
  transaction?: string;
  refundId?: string;
  paymentId: string;
};

/** What an alert's sentences may name. */
type AlertNames = { amount: string; asked: string; name: string };

/** All texts of alerts in one language. */
export type AlertWords = {
  alerts: Record<
    Alert,
    {
      subject: (names: AlertNames) => string;
      heading: string;
      /** What happened, then what to do. */
      sentences: (names: AlertNames) => string[];
    }
  >;
  labels: Record<keyof AlertFacts, string>;
  /** Texts for known refund reasons; any other reason is printed unchanged. */
  reasons: Record<string, string>;
  closing: (brand: string) => string;
};
