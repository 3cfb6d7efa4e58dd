import * as z from 'zod/mini';
import * as part from './parts.ts';

const cursor = z.optional(part.cursor);

export const switchView = z.object({
  provider: part.providerName,
  /** All of the provider's methods when null. */
  method: z.nullable(part.method),
  enabled: z.boolean(),
  reason: z.nullable(z.string()),
  changedBy: z.nullable(z.string()),
  changedAt: z.nullable(part.timestamp),
});

export const switchList = z.object({ data: z.array(switchView) });

/** Without a method, all of the provider's. */
export const setSwitchRequest = z.strictObject({
  provider: part.providerName,
  method: z.optional(part.method),
  enabled: z.boolean(),
  reason: part.text(500),
});

export const auditEntryView = z.object({
  id: z.string(),
  at: part.timestamp,
  /** `person:<id>`, `key:<id>`, `schedule:<name>`, or `client_token`: whoever has the link. */
  actor: z.string(),
  /** The person's name or address; null for keys and links, and after an erasure. */
  actorName: z.nullable(z.string()),
  action: z.string(),
  subject: z.string(),
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
  reason: z.nullable(z.string()),
  requestId: z.string(),
});

export const listAuditQuery = z.strictObject({ limit: part.limit, cursor });

export const auditPage = part.page(auditEntryView);

const verdict = z.enum(['applied', 'ignored', 'foreign', 'unreadable', 'wrong_mode']);

export const inboxEntryView = z.object({
  id: z.string(),
  provider: part.providerName,
  eventId: z.string(),
  eventType: z.string(),
  verdict,
  paymentId: z.nullable(z.string()),
  occurredAt: part.timestamp,
  receivedAt: part.timestamp,
  headers: z.record(z.string(), z.string()),
  /** The original bytes; in base64 if `encoding` says so. */
  rawBody: z.string(),
  encoding: z.enum(['utf8', 'base64']),
});

export const listInboxQuery = z.strictObject({
  limit: part.limit,
  cursor,
  provider: z.optional(part.providerName),
  verdict: z.optional(verdict),
  paymentId: z.optional(
    z.string().check(z.regex(/^pay_\w{1,64}$/, 'must be the id of a payment, pay_…')),
  ),
});

export const inboxPage = part.page(inboxEntryView);

export const replayedNotification = z.object({ id: z.string(), queued: z.literal(true) });

export const refundTaskView = z.object({
  refundId: z.string(),
  paymentId: z.string(),
  provider: part.providerName,
  /** The provider's id of the transaction. */
  providerTransaction: z.nullable(z.string()),
  amount: part.amount,
  currency: part.currency,
  reason: z.string(),
  customer: z.object({ name: z.string(), email: z.string(), phone: z.nullable(z.string()) }),
  createdAt: part.timestamp,
});

export const listRefundTasksQuery = z.strictObject({ limit: part.limit, cursor });

export const refundTaskPage = part.page(refundTaskView);

export const closeRefundTaskRequest = z.discriminatedUnion('outcome', [
  /** Refunded by hand; `proof` names the transfer. */
  z.strictObject({ outcome: z.literal('given_back'), proof: part.text(200) }),
  /** The provider should refund it, if it can. */
  z.strictObject({ outcome: z.literal('ask_provider') }),
  /** The shop keeps the money. */
  z.strictObject({ outcome: z.literal('dropped'), reason: part.text(500) }),
]);

/** A host name, as in a page's address. */
export const walletsQuery = z.strictObject({
  domain: z
    .string()
    .check(
      z.maxLength(253, { abort: true }),
      z.regex(
        /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,}|xn--[a-z0-9-]+)$/i,
        'must be a host name',
      ),
    ),
});

export const wallets = z.object({ applePay: z.boolean(), googlePay: z.boolean() });
