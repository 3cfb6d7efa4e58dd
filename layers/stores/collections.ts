/** One partition a year limits the growth of an index of payments, orders or invoices. */
export type Collection =
  | 'ALERTS'
  | 'ALERTS_ACTIVE'
  | 'APIKEYS'
  | 'BANS'
  | 'CUSTOMERS'
  | 'ERASURES'
  | 'NOTICES'
  | 'PRODUCTS'
  | 'REFUND_TASKS'
  | 'UNDELIVERED_MAILS'
  | `${Yearly}#${string}`;

export type Yearly = 'PAYMENTS' | 'ORDERS' | 'INVOICES';

/** `REVIEWS`: proofs of erasures that may go, or must be looked at. */
export type Due =
  | 'ERASURES'
  | 'EXPORTS'
  | 'INVOICES'
  | 'PAYMENTS'
  | 'PLATFORM'
  | 'REFUNDS'
  | 'REVIEWS'
  | 'SUBSCRIPTIONS';
