import { addDays, type Day, utcDay } from '#domain/calendar/day';
import { addMonths, type Month, monthOf } from '#domain/calendar/month';
/** Every key of the main table is built here and nowhere else: see docs/access-patterns.md. */
export type Key = { pk: string; sk: string };

export const keys = {
  payment: (id: string): Key => ({ pk: `PAYMENT#${id}`, sk: 'PAYMENT' }),
  ledgerEntry: (paymentId: string, name: string): Key => ({
    pk: `PAYMENT#${paymentId}`,
    sk: `LEDGER#${name}`,
  }),
  refund: (paymentId: string, id: string): Key => ({
    pk: `PAYMENT#${paymentId}`,
    sk: `REFUND#${id}`,
  }),
  /** Stands beside its payment: at most one, so a payment has at most one invoice. */
  invoiceOfPayment: (paymentId: string): Key => ({ pk: `PAYMENT#${paymentId}`, sk: 'INVOICE' }),
  invoice: (id: string): Key => ({ pk: `INVOICE#${id}`, sk: 'INVOICE' }),
  /** Beside the closed months of its customer. */
  invoiceOfPeriod: (of: { customerId: string; month: string; currency: string }): Key => ({
    pk: `PERIOD#${of.customerId}`,
    sk: `${of.month}#INVOICE#${of.currency}`,
  }),
  /** Beside its invoice: which payment came after it was issued. */
  invoicePaid: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'PAID' }),
  /** Beside its invoice, so that the invoice's own item is never written again. */
  invoiceDocument: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'DOCUMENT' }),
  series: (name: string): Key => ({ pk: `SERIES#${name}`, sk: 'COUNTER' }),
  /** Filed by the day on which the provider made it, so that the inbox can be read by time. */
  notification: (one: { provider: string; eventId: string; occurredAt: string }): Key => ({
    pk: keys.inboxOf(one.occurredAt),
    sk: `${one.occurredAt}#${one.provider}#${one.eventId}`,
  }),
  inboxOf: (day: string): string => `INBOX#${day.slice(0, 'YYYY-MM-DD'.length)}`,
  /** Which payment has paid for an order. */
  orderPaid: (order: string): Key => ({ pk: `ORDER#${order}`, sk: 'PAID' }),
  /** Beside it: which payments for an invoice or a plan are open, opened by this kind of caller. */
  openPayments: ({ thing, kind }: { thing: string; kind: string }): Key => ({
    pk: `ORDER#${thing}`,
    sk: `OPEN#${kind}`,
  }),
  /** Who a customer is at a provider. */
  providerCustomer: (customerId: string, provider: string): Key => ({
    pk: `CUSTOMER#${customerId}`,
    sk: `AT#${provider}`,
  }),
  customer: (id: string): Key => ({ pk: `CUSTOMER#${id}`, sk: 'CUSTOMER' }),
  member: (customerId: string, id: string): Key => ({
    pk: `CUSTOMER#${customerId}`,
    sk: `MEMBER#${id}`,
  }),
  /** What was made of a customer's payment for a plan. */
  planPayment: (customerId: string, paymentId: string): Key => ({
    pk: `CUSTOMER#${customerId}`,
    sk: `PLAN_PAYMENT#${paymentId}`,
  }),
  /** That a customer has reached a part of a limit: each limit of a month has marks of its own. */
  threshold: (of: {
    customerId: string;
    month: string;
    meter: string;
    limitBytes: number;
    threshold: number;
  }): Key => ({
    pk: `THRESHOLD#${of.customerId}`,
    sk: `${of.month}#${of.meter}#${of.limitBytes}#${of.threshold}`,
  }),
  /** A customer's closed months lie together, in the order of time. */
  period: (customerId: string, month: string): Key => ({ pk: `PERIOD#${customerId}`, sk: month }),
  project: (id: string): Key => ({ pk: `PROJECT#${id}`, sk: 'PROJECT' }),
  switches: (): Key => ({ pk: 'SWITCHES', sk: 'SWITCHES' }),
  auditEntry: (at: string, id: string): Key => ({
    pk: `AUDIT#${at.slice(0, 'YYYY-MM'.length)}`,
    sk: id,
  }),
  /** How far a provider's own list of notifications has been read. */
  cursor: (provider: string): Key => ({ pk: `CURSOR#${provider}`, sk: 'CURSOR' }),
  event: (id: string): Key => ({ pk: `OUTBOX#${id}`, sk: 'EVENT' }),
  claim: (id: string): Key => ({ pk: `IDEMPOTENCY#${id}`, sk: 'CLAIM' }),
  apiKey: (id: string): Key => ({ pk: `APIKEY#${id}`, sk: 'APIKEY' }),
  /** Which keys of a customer, or of the shop itself, may be live. */
  keyRing: (customerId = 'SHOP'): Key => ({ pk: `KEYRING#${customerId}`, sk: 'KEYRING' }),
  /** What somebody who signed in is called; the only place beside the members' rows. */
  person: (subject: string): Key => ({ pk: `PERSON#${subject}`, sk: 'PERSON' }),
  message: (id: string): Key => ({ pk: `MESSAGE#${id}`, sk: 'MESSAGE' }),
  /** Which notes to the admin went out on their own in an hour, `2026-11-21T10`. */
  notesOf: (hour: string): Key => ({ pk: `ADMIN_NOTES#${hour}`, sk: 'HOUR' }),
  /** Beside it: one of the sheets on which the notes for its digest are gathered. */
  noteSheet: (hour: string, sheet: number): Key => ({
    pk: keys.notesOf(hour).pk,
    sk: `SHEET#${String(sheet).padStart(2, '0')}`,
  }),
};

/** Sparse indexes, keys alone projected: an item is in one only while it carries its attributes. */
export const indexes = {
  /** Everything of a kind, by time. */
  collection: (collectionPk: Collection, id: string) => ({ collectionPk, collectionSk: id }),
  /** What belongs to one customer, by time. */
  owner: (customerId: string, id: string) => ({ ownerPk: `CUSTOMER#${customerId}`, ownerSk: id }),
  /** The same for what is no payment: payments are listed by whole partitions. */
  ownerOf: (what: 'PROJECTS' | 'APIKEYS', customerId: string, id: string) => ({
    ownerPk: `${what}#${customerId}`,
    ownerSk: id,
  }),
  /** For whom a mailbox was made a member. */
  mailbox: (hash: string, memberId: string) => ({ ownerPk: `MAILBOX#${hash}`, ownerSk: memberId }),
  /** The rows that are tied to who signs in. */
  person: (subject: string, memberId: string) => ({
    collectionPk: `PERSON#${subject}` as const,
    collectionSk: memberId,
  }),
  /** What is waiting for its time. */
  due: (what: 'PAYMENTS' | 'REFUNDS' | 'SUBSCRIPTIONS', dueAt: string, id: string) => ({
    duePk: `DUE#${what}` as const,
    dueSk: `${dueAt}#${id}`,
  }),
};

/** A notification's name in the inbox: its sort key, whose date names its partition. */
export const notificationId = (sk: string): string =>
  `ntf_${Buffer.from(sk).toString('base64url')}`;

/** Undefined for what is no such name. */
export function notificationKeyOf(id: string): Key | undefined {
  const sk = Buffer.from(id.replace(/^ntf_/, ''), 'base64url').toString();
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z#\w+#./.test(sk) ? { pk: keys.inboxOf(sk), sk } : undefined;
}

/** `2026-11-21` and the days before it, newest first. */
export const daysBefore = (now: Date, count: number): Day[] =>
  Array.from({ length: count }, (_, days) => addDays(utcDay(now), -days));

/** No entry is older than the product. */
const firstMonth: Month = '2026-11';

/** `2026-11` and the months before it, newest first. */
export function monthsBefore(now: Date): Month[] {
  const months: Month[] = [];
  for (let month = monthOf(utcDay(now)); month >= firstMonth; month = addMonths(month, -1))
    months.push(month);
  return months;
}

/** One partition a year keeps an index of payments from growing without end. */
export type Collection = 'APIKEYS' | 'CUSTOMERS' | 'REFUND_TASKS' | `PAYMENTS#${string}`;

export const paymentsOf = (year: string | number): Collection => `PAYMENTS#${year}`;

/** Seconds since 1970, as DynamoDB's TTL wants them. */
export const ttlAfterDays = (from: string | Date, days: number): number =>
  Math.floor(new Date(from).getTime() / 1000) + days * 86_400;
