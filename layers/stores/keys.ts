import { addDays, type Day, utcDay } from '#domain/calendar/day';
import { addMonths, type Month, monthOf } from '#domain/calendar/month';
import type { Collection, Due, Yearly } from './collections.ts';

/** Builds every key of the main table; see docs/access-patterns.md. */
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
  /** Stored with its payment, so that a payment has at most one invoice. */
  invoiceOfPayment: (paymentId: string): Key => ({ pk: `PAYMENT#${paymentId}`, sk: 'INVOICE' }),
  invoice: (id: string): Key => ({ pk: `INVOICE#${id}`, sk: 'INVOICE' }),
  /** Stored with the closed months of its customer. */
  invoiceOfPeriod: (period: { customerId: string; month: string; currency: string }): Key => ({
    pk: `PERIOD#${period.customerId}`,
    sk: `${period.month}#INVOICE#${period.currency}`,
  }),
  /** Stored with its invoice: the payment that came after it was issued. */
  invoicePaid: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'PAID' }),
  /** Stored with its invoice: what changes of it after it was issued. */
  invoiceStanding: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'STANDING' }),
  /** Stored with its invoice: what people and the schedule did, by time. */
  invoiceHistory: (invoiceId: string, at: string, name: string): Key => ({
    pk: `INVOICE#${invoiceId}`,
    sk: `HISTORY#${at}#${name}`,
  }),
  /** Stored with its invoice, by number: two at once cannot both be the next. */
  creditNoteOfInvoice: (invoiceId: string, place: number): Key => ({
    pk: `INVOICE#${invoiceId}`,
    sk: `CREDIT_NOTE#${String(place).padStart(5, '0')}`,
  }),
  /** Stored with its payment: which credit note a refund's or a lost dispute's money has. */
  creditNoteOfPayment: (paymentId: string, cause: string): Key => ({
    pk: `PAYMENT#${paymentId}`,
    sk: `CREDIT_NOTE#${cause}`,
  }),
  /** Stored with a deposit's invoice: the final one that subtracts it, at most one. */
  depositSettled: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'SETTLED' }),
  /** Stored with its invoice, so that the invoice's own item is never rewritten. */
  invoiceDocument: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'DOCUMENT' }),
  /** One of the words that an invoice is found by. */
  findingWord: (word: string, invoiceId: string): Key => ({
    pk: keys.findingWords(word),
    sk: `${word}#${invoiceId}`,
  }),
  /** All words with the same first sign. */
  findingWords: (word: string): string => `FINDING#${[...word][0]}`,
  /** Stored with its invoice: what is known of it on the invoicing platform. */
  invoiceOnPlatform: (invoiceId: string): Key => ({ pk: `INVOICE#${invoiceId}`, sk: 'PLATFORM' }),
  /** Which document has this number, as platforms name it. */
  sentNumber: (number: string): Key => ({ pk: `PLATFORM#${number}`, sk: 'INVOICE' }),
  /** What has changed of a year's invoices since they were issued, as sums. */
  invoiceStats: (year: string | number): Key => ({ pk: `INVOICES#${year}`, sk: 'STATS' }),
  series: (name: string): Key => ({ pk: `SERIES#${name}`, sk: 'COUNTER' }),
  /** What the last check of a year found, and where one stopped that was not through. */
  invoicesVerified: (year: string): Key => ({ pk: `INVOICES#${year}`, sk: 'VERIFIED' }),
  invoicesVerifying: (year: string): Key => ({ pk: `INVOICES#${year}`, sk: 'VERIFYING' }),
  /** By the provider's day, so that the inbox can be read by time. */
  notification: (notification: { provider: string; eventId: string; occurredAt: string }): Key => ({
    pk: keys.inboxOf(notification.occurredAt),
    sk: `${notification.occurredAt}#${notification.provider}#${notification.eventId}`,
  }),
  inboxOf: (day: string): string => `INBOX#${day.slice(0, 'YYYY-MM-DD'.length)}`,
  /** Its claim by a payment has another partition: there an order has an owner's name before it. */
  order: (id: string): Key => ({ pk: `ORDER#${id}`, sk: 'ORDER' }),
  /** The unpaid orders of a person, or of a mailbox as strangers of one network type it. */
  openOrders: (subject: string): Key => ({ pk: `ORDERING#${subject}`, sk: 'OPEN' }),
  /** What strangers of one network have ordered in an hour, `2026-11-21T10`. */
  networkOrders: (network: string, hour: string): Key => ({ pk: `ORDERING#${network}`, sk: hour }),
  product: (id: string): Key => ({ pk: `PRODUCT#${id}`, sk: 'PRODUCT' }),
  /** The payment that has paid for an order. */
  orderPaid: (order: string): Key => ({ pk: `ORDER#${order}`, sk: 'PAID' }),
  /** Stored with it: open payments of an invoice or a plan by this kind of caller. */
  openPayments: ({ thing, kind }: { thing: string; kind: string }): Key => ({
    pk: `ORDER#${thing}`,
    sk: `OPEN#${kind}`,
  }),
  /** A customer's id at a provider. */
  providerCustomer: (customerId: string, provider: string): Key => ({
    pk: `CUSTOMER#${customerId}`,
    sk: `AT#${provider}`,
  }),
  customer: (id: string): Key => ({ pk: `CUSTOMER#${id}`, sk: 'CUSTOMER' }),
  /** The customer that orders of this mailbox belong to. */
  mailboxClaim: (mailbox: string): Key => ({ pk: `MAILBOX#${mailbox}`, sk: 'CUSTOMER' }),
  /** A link to prove a mailbox, by the hash of its token. */
  activation: (tokenHash: string): Key => ({ pk: `ACTIVATION#${tokenHash}`, sk: 'ACTIVATION' }),
  /** Asked for a new link in a minute, `2026-11-21T10:00`: once, whoever it is. */
  activationAsked: (mailbox: string, minute: string): Key => ({
    pk: `MAILBOX#${mailbox}`,
    sk: `ASKED#${minute}`,
  }),
  /** What was erased of a customer, and what is still to be. */
  erasure: (customerId: string): Key => ({ pk: `ERASURE#${customerId}`, sk: 'ERASURE' }),
  /** The last copy of all that is stored of a customer. */
  export: (customerId: string): Key => ({ pk: `EXPORT#${customerId}`, sk: 'EXPORT' }),
  /** The last file of these records for the accountant. */
  accountingExport: (name: string): Key => ({ pk: `ACCOUNTING#${name}`, sk: 'EXPORT' }),
  exportStep: (name: string, step: string): Key => ({ pk: `ACCOUNTING#${name}`, sk: step }),
  /** How far the retention periods have been applied to records of a kind. */
  retention: (walk: string): Key => ({ pk: `RETENTION#${walk}`, sk: 'POSITION' }),
  member: (customerId: string, id: string): Key => ({
    pk: `CUSTOMER#${customerId}`,
    sk: `MEMBER#${id}`,
  }),
  /** The result of a customer's payment for a plan. */
  planPayment: (customerId: string, paymentId: string): Key => ({
    pk: `CUSTOMER#${customerId}`,
    sk: `PLAN_PAYMENT#${paymentId}`,
  }),
  /** A threshold that a customer has reached; each limit of a month has its own marks. */
  threshold: (crossing: {
    customerId: string;
    month: string;
    meter: string;
    limitBytes: number;
    threshold: number;
  }): Key => ({
    pk: `THRESHOLD#${crossing.customerId}`,
    sk: `${crossing.month}#${crossing.meter}#${crossing.limitBytes}#${crossing.threshold}`,
  }),
  /** A customer's closed months, together and in order of time. */
  period: (customerId: string, month: string): Key => ({ pk: `PERIOD#${customerId}`, sk: month }),
  project: (id: string): Key => ({ pk: `PROJECT#${id}`, sk: 'PROJECT' }),
  switches: (): Key => ({ pk: 'SWITCHES', sk: 'SWITCHES' }),
  auditEntry: (at: string, id: string): Key => ({
    pk: `AUDIT#${at.slice(0, 'YYYY-MM'.length)}`,
    sk: id,
  }),
  /** The position in a provider's own list of notifications, or in that of our payments. */
  cursor: (list: string): Key => ({ pk: `CURSOR#${list}`, sk: 'CURSOR' }),
  event: (id: string): Key => ({ pk: `OUTBOX#${id}`, sk: 'EVENT' }),
  claim: (id: string): Key => ({ pk: `IDEMPOTENCY#${id}`, sk: 'CLAIM' }),
  apiKey: (id: string): Key => ({ pk: `APIKEY#${id}`, sk: 'APIKEY' }),
  /** The live keys of a customer, or of the shop itself. */
  keyRing: (customerId = 'SHOP'): Key => ({ pk: `KEYRING#${customerId}`, sk: 'KEYRING' }),
  /** The name of a person who signed in; the only place besides the members' rows. */
  person: (subject: string): Key => ({ pk: `PERSON#${subject}`, sk: 'PERSON' }),
  /** Stored with it: for whom the person acts; the members' rows say the same, one by one. */
  membershipsOfPerson: (subject: string): Key => ({
    pk: keys.person(subject).pk,
    sk: 'MEMBERSHIPS',
  }),
  /** The same of members of this mailbox who have not signed in yet. */
  membershipsOfMailbox: (mailbox: string): Key => ({
    pk: keys.mailboxClaim(mailbox).pk,
    sk: 'MEMBERSHIPS',
  }),
  /** Wrong keys and tokens of an address or for a key, in an hour: `2026-11-21T10`. */
  failedProofs: (subject: string, hour: string): Key => ({ pk: `PROOFS#${subject}`, sk: hour }),
  /** Stored with them. */
  ban: (subject: string): Key => ({ pk: `PROOFS#${subject}`, sk: 'BAN' }),
  /** The notes to the admin that were sent on their own in an hour, `2026-11-21T10`. */
  notesOf: (hour: string): Key => ({ pk: `ADMIN_NOTES#${hour}`, sk: 'HOUR' }),
  /** Stored with it: one of the sheets with the notes for its digest. */
  noteSheet: (hour: string, sheet: number): Key => ({
    pk: keys.notesOf(hour).pk,
    sk: `SHEET#${String(sheet).padStart(2, '0')}`,
  }),
};

/** Sparse indexes with only keys projected: an item is in one while it has its attributes. */
export const indexes = {
  /** Everything of a kind, by time. */
  collection: (collectionPk: Collection, id: string) => ({ collectionPk, collectionSk: id }),
  /** Everything of one customer, by time. */
  owner: (customerId: string, id: string) => ({ ownerPk: `CUSTOMER#${customerId}`, ownerSk: id }),
  /** The same for other things than payments, which are listed by whole partitions. */
  ownerOf: (
    what: 'PROJECTS' | 'APIKEYS' | 'ORDERS' | 'INVOICES',
    customerId: string,
    id: string,
  ) => ({
    ownerPk: `${what}#${customerId}`,
    ownerSk: id,
  }),
  /** The members with this mailbox. */
  mailbox: (hash: string, memberId: string) => ({ ownerPk: `MAILBOX#${hash}`, ownerSk: memberId }),
  /** The rows bound to a person who signs in. */
  person: (subject: string, memberId: string) => ({
    collectionPk: `PERSON#${subject}` as const,
    collectionSk: memberId,
  }),
  /** Waiting for its time. */
  due: (what: Due, dueAt: string, id: string) => ({
    duePk: `DUE#${what}` as const,
    dueSk: `${dueAt}#${id}`,
  }),
};

/** A notification's id in the inbox: its sort key, whose date gives its partition. */
export const notificationId = (sk: string): string =>
  `ntf_${Buffer.from(sk).toString('base64url')}`;

/** Undefined for an invalid id. */
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

/** One partition a year limits the growth of an index. */
export const yearOf = (what: Yearly, year: string | number): Collection => `${what}#${year}`;

/** Seconds since 1970, as DynamoDB's TTL requires. */
export const ttlAfterDays = (from: string | Date, days: number): number =>
  Math.floor(new Date(from).getTime() / 1000) + days * 86_400;
