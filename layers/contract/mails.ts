import * as z from 'zod/mini';
import { factKinds } from '#domain/messages/fate';
import * as part from './parts.ts';

const mailState = z.enum(['sent', 'suppressed', ...factKinds]);

const idLike = (form: RegExp, what: string) => z.string().check(z.regex(form, what));

export const listMessagesQuery = z.strictObject({
  limit: part.limit,
  cursor: z.optional(part.cursor),
  customerId: z.optional(idLike(/^cus_\w{1,64}$/, 'must be the id of a customer, cus_…')),
  paymentId: z.optional(idLike(/^pay_\w{1,64}$/, 'must be the id of a payment, pay_…')),
  invoiceId: z.optional(idLike(/^inv_\w{1,64}$/, 'must be the id of an invoice, inv_…')),
  state: z.optional(mailState),
});

const mailView = z.object({
  id: z.string(),
  /** `buyer`, `customer`, `admin`, … */
  recipient: z.string(),
  to: z.string(),
  state: mailState,
  detail: z.nullable(z.string()),
  at: z.nullable(part.timestamp),
});

export const messageView = z.object({
  cause: z.string(),
  occurredAt: part.timestamp,
  sentAt: z.nullable(part.timestamp),
  customerId: z.nullable(z.string()),
  paymentId: z.nullable(z.string()),
  invoiceId: z.nullable(z.string()),
  mails: z.array(mailView),
});

export const messagePage = part.page(messageView);

export const resendMessageRequest = z.strictObject({
  liftSuppression: z.optional(z.boolean()),
});

export const resentMessage = z.object({ id: z.string(), queued: z.literal(true) });
