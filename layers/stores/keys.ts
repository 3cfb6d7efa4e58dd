/** Every key of the main table is built here and nowhere else: see docs/access-patterns.md. */
export type Key = { pk: string; sk: string };

export const keys = {
  payment: (id: string): Key => ({ pk: `PAYMENT#${id}`, sk: 'PAYMENT' }),
  ledgerEntry: (paymentId: string, fact: string): Key => ({
    pk: `PAYMENT#${paymentId}`,
    sk: `LEDGER#${fact}`,
  }),
  refund: (paymentId: string, id: string): Key => ({
    pk: `PAYMENT#${paymentId}`,
    sk: `REFUND#${id}`,
  }),
  /** Stands beside its payment: at most one, so a payment has at most one invoice. */
  invoiceOfPayment: (paymentId: string): Key => ({ pk: `PAYMENT#${paymentId}`, sk: 'INVOICE' }),
  invoice: (id: string): Key => ({ pk: `INVOICE#${id}`, sk: 'INVOICE' }),
  /** Beside its invoice, so that the invoice's own item is never written again. */
  invoiceDocument: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'DOCUMENT' }),
  series: (name: string): Key => ({ pk: `SERIES#${name}`, sk: 'COUNTER' }),
  notification: (provider: string, eventId: string): Key => ({
    pk: `INBOX#${provider}#${eventId}`,
    sk: 'NOTIFICATION',
  }),
  event: (id: string): Key => ({ pk: `OUTBOX#${id}`, sk: 'EVENT' }),
  claim: (id: string): Key => ({ pk: `IDEMPOTENCY#${id}`, sk: 'CLAIM' }),
  apiKey: (id: string): Key => ({ pk: `APIKEY#${id}`, sk: 'APIKEY' }),
  message: (id: string): Key => ({ pk: `MESSAGE#${id}`, sk: 'MESSAGE' }),
};

/** Sparse indexes, keys alone projected: an item is in one only while it carries its attributes. */
export const indexes = {
  /** Everything of a kind, by time. */
  collection: (collectionPk: Collection, id: string) => ({ collectionPk, collectionSk: id }),
  /** What belongs to one customer, by time. */
  owner: (customerId: string, id: string) => ({ ownerPk: `CUSTOMER#${customerId}`, ownerSk: id }),
  /** What is waiting for its time. */
  due: (dueAt: string, id: string) => ({ duePk: 'DUE#PAYMENTS' as const, dueSk: `${dueAt}#${id}` }),
};

/** One partition a year keeps an index of payments from growing without end. */
export type Collection = 'APIKEYS' | `PAYMENTS#${string}`;

export const paymentsOf = (year: string | number): Collection => `PAYMENTS#${year}`;

/** Seconds since 1970, as DynamoDB's TTL wants them. */
export const ttlAfterDays = (from: string | Date, days: number): number =>
  Math.floor(new Date(from).getTime() / 1000) + days * 86_400;
