import type { SentNotification } from '#vocabulary/notifications';
import type { ProviderName } from './payment.ts';

/** The result of a provider's notification. */
export type Verdict =
  /** It changed its payment, or confirmed the stored state. */
  | 'applied'
  /** Its type has no effect here. */
  | 'ignored'
  /** It is about something that another application or stage created in the same account. */
  | 'foreign'
  /** Its proof is valid, but its content has an unknown form. */
  | 'unreadable'
  /** A test-mode event at a live endpoint, or the reverse. */
  | 'wrong_mode';

/** A provider's notification as stored in the inbox, identified by provider and event id. */
export type Notification = SentNotification & {
  provider: ProviderName;
  eventId: string;
  eventType: string;
  verdict: Verdict;
  /** ISO 8601 UTC: the provider's time, the same at every delivery. */
  occurredAt: string;
  receivedAt: string;
  requestId: string;
  paymentId?: string;
  /** From its arrival until its sender had its answer, as far as the network on our side tells. */
  acknowledgedInMs?: number;
};

/** What an adapter reads from a verified notification. */
export type ParsedNotification = {
  /** The same at every delivery of one event. */
  eventId: string;
  eventType: string;
  /** ISO 8601 UTC: the provider's time, the same at every delivery. */
  occurredAt: string;
  /** The provider's test or live side, when the notification names it. */
  mode?: 'test' | 'live';
  /** What events of this type can change: the payment itself, or its refunds and disputes. */
  concerns: 'payment' | 'money_back' | 'nothing';
  /** Our payment's id, as we gave it to the provider. */
  paymentId?: string;
  /** The provider's id of the checkout to ask about. */
  reference?: string;
  /** The provider's id of the transaction, when the event does not name our payment. */
  transaction?: string;
};
