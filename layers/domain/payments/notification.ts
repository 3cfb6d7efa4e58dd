import type { SentNotification } from '#vocabulary/notifications';
import type { ProviderName } from './payment.ts';

/** What became of a provider's notification. */
export type Verdict =
  /** It moved its payment, or confirmed what was known. */
  | 'applied'
  /** Its type has no effect here. */
  | 'ignored'
  /** It speaks of something that another application, or another stage, made in the same account. */
  | 'foreign'
  /** Its proof is good, and what it says is not in the provider's own form. */
  | 'unreadable'
  /** A test-mode event at a live endpoint, or the reverse. */
  | 'wrong_mode';

/** A provider's notification as it is kept in the inbox. Its identity is provider and event id. */
export type Notification = SentNotification & {
  provider: ProviderName;
  eventId: string;
  eventType: string;
  verdict: Verdict;
  /** ISO 8601 UTC: when the provider made it, the same at every delivery. */
  occurredAt: string;
  receivedAt: string;
  requestId: string;
  paymentId?: string;
};

/** What an adapter reads out of a notification whose signature has been verified. */
export type ParsedNotification = {
  /** The same at every delivery of one event. */
  eventId: string;
  eventType: string;
  /** ISO 8601 UTC: when the provider made it, the same at every delivery. */
  occurredAt: string;
  /** Whether it was sent by the provider's test or live side, where it says so itself. */
  mode?: 'test' | 'live';
  /** What events of this type can change: the payment's way to its money, or the money's way back. */
  concerns: 'payment' | 'money_back' | 'nothing';
  /** Our own id, as we gave it to the provider. */
  paymentId?: string;
  /** The provider's id of the checkout to ask for. */
  reference?: string;
  /** The provider's id of the money, where the event does not name our payment itself. */
  transaction?: string;
};
