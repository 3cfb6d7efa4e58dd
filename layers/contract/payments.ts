import * as z from 'zod/mini';
import { isExemptionCode } from '#domain/invoices/exemption';
import type { DiscountOnAll, Line } from '#domain/invoices/line';
import { isOwnOrderId } from '#domain/orders/own-order-id';
import { declineCodes } from '#domain/payments/decline';
import type { PaymentRequest } from '#domain/payments/payment-request';
import { isQuantity } from '#domain/quantity';
import { credited } from './credit-notes.ts';
import * as part from './parts.ts';
import { paymentWarning } from './payment-warnings.ts';

export const buyer = z.strictObject({
  email: part.email,
  name: part.text(200),
  phone: z.optional(part.phone),
  customerId: z.optional(part.customerId),
  kind: z.optional(z.enum(['person', 'company'])),
  address: z.optional(part.address),
  siren: z.optional(part.siren),
  vatNumber: z.optional(part.vatNumber),
  service: z.optional(part.text(100)),
  purchaseOrder: z.optional(part.text(100)),
  deliveryAddress: z.optional(part.address),
});

/** What the invoice says of the buyer; what is left out stays. */
export const completeBuyerRequest = z
  .partial(z.omit(buyer, { email: true, phone: true, customerId: true }))
  .check(z.refine((change) => Object.keys(change).length > 0, 'must contain a field to change'));

/** TTC, in minor units. */
export const unitAmount = z.int().check(z.minimum(0), z.maximum(99_999_999));

const vatRate = z.optional(part.vatRate);

const reason = part.text(200);

/** Why VAT is 0: a code of the VATEX list, words for the invoice, or both. */
export const exemption = z
  .strictObject({
    code: z.optional(
      z
        .string()
        .check(
          z.refine(isExemptionCode, 'must be a code of the VATEX list, like VATEX-FR-CGI261-4'),
        ),
    ),
    text: z.optional(reason),
  })
  .check(
    z.refine(
      ({ code, text }) => (code ?? text) !== undefined,
      'must say why: code or text is missing',
    ),
  );

/** Goods or services; the shop’s own kind when absent. */
export const supplies = z.enum(['goods', 'services']);

/** Negative for a return; a price never is (EN 16931, BR-27). */
const quantity = z
  .number()
  .check(
    z.refine(
      isQuantity,
      'must have up to 9 digits and 4 decimals, and not be 0 (below 0: returned goods)',
    ),
  );

/** quantity × unitAmount, rounded half away from zero to a minor unit, less the discount. */
export const line = z.strictObject({
  description: part.text(500),
  quantity,
  unitAmount,
  vatRate,
  exemption: z.optional(exemption),
  supplies: z.optional(supplies),
  discount: z.optional(z.strictObject({ amount: part.amount, reason })),
});

/** Off the total, TTC; without a rate it is divided among the lines' rates. */
export const discount = z.strictObject({ amount: part.amount, reason, vatRate });

/** An object with its own `constructor` cannot be stored: the SDK takes it for a class instance. */
const metadataKey = part
  .text(40)
  .check(
    z.regex(/^(?!constructor$)[\w-]{1,40}$/, 'must be named by 1 to 40 letters, digits, _ and -'),
  );

const metadata = part.atMost(20, z.record(metadataKey, part.note(500)));

const invoiceId = z
  .string()
  .check(z.regex(/^inv_\w{1,64}$/, 'must be the id of an invoice, inv_…'));

const depositIds = z.array(invoiceId).check(
  z.minLength(1),
  z.maxLength(20),
  z.refine((ids) => new Set(ids).size === ids.length, 'must name each deposit once'),
);

const initiatePaymentFields = z.strictObject({
  amount: z.optional(part.amount),
  currency: z.optional(part.currency),
  method: part.method,
  provider: z.optional(part.providerName),
  action: z._default(z.enum(['redirect', 'qr', 'push', 'sdk']), 'redirect'),
  /** An invoice or an order of ours has its own. */
  customer: z.optional(buyer),
  /** A plan, an invoice or an order of ours has its own. */
  description: z.optional(part.text(500)),
  returnUrl: z.optional(part.webUrl),
  cancelUrl: z.optional(part.webUrl),
  orderId: z.optional(part.text(64)),
  planId: z.optional(part.text(64)),
  invoiceId: z.optional(part.text(64)),
  lines: z.optional(part.atMost(200, z.array(line).check(z.minLength(1), z.maxLength(200)))),
  discounts: z.optional(part.atMost(20, z.array(discount).check(z.minLength(1), z.maxLength(20)))),
  /** A deposit's invoice is of its own type; VAT is due on it. */
  kind: z.optional(z.enum(['sale', 'deposit'])),
  /** Invoices of deposits: with them, the amount is what remains of the lines. */
  deposits: z.optional(part.atMost(20, depositIds)),
  locale: z._default(part.locale, 'fr'),
  metadata: z._default(metadata, {}),
});

export const initiatePaymentRequest = initiatePaymentFields.check(
  z.refine(
    ({ description, planId, invoiceId, orderId }) =>
      (description ?? planId ?? invoiceId) !== undefined || isOwnOrderId(orderId),
    { path: ['description'], error: 'is missing' },
  ),
  z.refine(
    ({ customer, invoiceId, orderId }) =>
      (customer ?? invoiceId) !== undefined || isOwnOrderId(orderId),
    { path: ['customer'], error: 'is missing' },
  ),
);

/** The request in the domain's words. */
export const paymentRequestFrom = ({
  lines,
  discounts,
  ...request
}: z.infer<typeof initiatePaymentRequest>): PaymentRequest => ({
  ...request,
  lines: lines?.map(lineFrom),
  discounts: discounts?.map(discountFrom),
});

export const lineFrom = ({ unitAmount, discount, ...rest }: z.infer<typeof line>): Line => ({
  ...rest,
  unitGrossMinor: unitAmount,
  discount: discount && discountFrom(discount),
});

const discountFrom = ({ amount, ...rest }: z.infer<typeof discount>): DiscountOnAll => ({
  ...rest,
  grossMinor: amount,
});

export const paymentAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('redirect'), url: z.url() }),
  z.object({
    kind: z.literal('qr'),
    payload: z.string(),
    png: z.string(),
    svg: z.string(),
    deepLinks: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('push'), instructions: z.string() }),
  z.object({
    kind: z.literal('sdk'),
    provider: part.providerName,
    clientSecret: z.string(),
    customerSessionClientSecret: z.optional(z.string()),
  }),
]);

const action = z.nullable(paymentAction);

const summary = {
  id: z.string(),
  status: part.paymentStatus,
  provider: part.providerName,
  method: part.method,
  amount: part.amount,
  currency: part.currency,
  expiresAt: part.timestamp,
  createdAt: part.timestamp,
};

const kept = { ...summary, warnings: z.optional(z.array(paymentWarning)) };

/** The stored part of a new payment's answer, so that a repetition gets the same one. */
export const keptPayment = z.object(kept);

/** `clientToken` lets a buyer without sign-in poll, cancel and download. */
export const initiatedPayment = z.object({ ...kept, action, clientToken: z.string() });

export const paymentView = z.object({
  ...summary,
  description: z.string(),
  updatedAt: part.timestamp,
  completedAt: z.nullable(part.timestamp),
  amountRefunded: z.int(),
  refundState: z.enum(['none', 'partial', 'full']),
  dispute: z.nullable(z.enum(['open', 'won', 'lost'])),
  failure: z.nullable(z.object({ code: z.string(), message: z.string() })),
  /** The buyer's last declined attempt. The payment continues while it is pending. */
  lastDecline: z.nullable(z.object({ at: part.timestamp, code: z.enum(declineCodes) })),
  /** The provider's id of the open checkout (`cs_…`, a PayPal order). */
  providerReference: z.nullable(z.string()),
  /** The provider's id of the transaction (`pi_…`, a PayPal capture). */
  providerTransaction: z.nullable(z.string()),
  orderId: z.nullable(z.string()),
  planId: z.nullable(z.string()),
  invoiceId: z.nullable(z.string()),
  /** Another payment had paid for the order; a task to refund this one is open. */
  isDuplicate: z.boolean(),
  customerId: z.nullable(z.string()),
  /** Who initiated it: the shop's server, a member, the shop's people, or anyone with a link. */
  initiatedBy: z.enum(['server', 'member', 'staff', 'link']),
  /** Complete for the shop; without its query for buyers. */
  returnUrl: z.nullable(z.string()),
  /** The shop's own; absent for buyers. */
  metadata: z.optional(z.record(z.string(), z.string())),
  /** For payers; absent for mere readers. */
  action: z.optional(action),
  invoice: z.nullable(z.object({ id: z.string(), number: z.string(), url: z.url(), ...credited })),
});

export const listPaymentsQuery = z.strictObject({
  limit: part.limit,
  cursor: z.optional(part.cursor),
  status: z.optional(part.paymentStatus),
  provider: z.optional(part.providerName),
  method: z.optional(part.method),
  from: z.optional(z.union([part.timestamp, z.iso.date()])),
  to: z.optional(z.union([part.timestamp, z.iso.date()])),
  customerId: z.optional(part.text(80)),
  q: z.optional(part.text(100)),
});

export const listedPayment = z.omit(paymentView, { invoice: true, action: true });

export const paymentPage = part.page(listedPayment);
