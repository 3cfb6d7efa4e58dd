import * as z from 'zod/mini';
import { fileBytesMax, filesMax } from '#domain/files/order-file';
import type { NewOrder } from '#domain/orders/create-order';
import { fileRefusals, fileStatuses, fileTypes } from '#vocabulary/files';
import { orderStatuses } from '#vocabulary/orders';
import * as part from './parts.ts';
import { buyer, line, lineFrom } from './payments.ts';

const productId = z.string().check(z.regex(/^prd_\w{1,64}$/, 'must be the id of a product, prd_…'));

/** A product of the price list, at its price. */
export const productLine = z.strictObject({
  productId,
  quantity: z.int().check(z.minimum(1), z.maximum(10_000)),
});

const linesMax = 100;

/** A name is shown and downloaded as: it must not lead anywhere. */
const fileName = part
  .text(150)
  .check(z.regex(/^[^./\\:][^/\\:]*$/, 'must be a name without a path, and not begin with a dot'));

/** A file that is uploaded once the order exists. */
export const wantedFile = z.strictObject({
  name: fileName,
  contentType: z.enum(fileTypes),
  bytes: z.int().check(z.minimum(1), z.maximum(fileBytesMax)),
});

export const createOrderRequest = z.strictObject({
  customer: z.optional(buyer),
  lines: part.atMost(
    linesMax,
    z.array(z.union([productLine, line])).check(z.minLength(1), z.maxLength(linesMax)),
  ),
  currency: z.optional(part.currency),
  title: z.optional(part.text(200)),
  termsVersion: z.optional(part.text(64)),
  locale: z._default(part.locale, 'fr'),
  files: z.optional(part.atMost(filesMax, z.array(wantedFile).check(z.maxLength(filesMax)))),
});

/** The request in the domain's words. */
export const newOrderFrom = ({
  lines,
  ...request
}: z.infer<typeof createOrderRequest>): NewOrder => ({
  ...request,
  lines: lines.map((one) => ('productId' in one ? one : lineFrom(one))),
});

export const orderStatus = z.enum(orderStatuses);

/** A line at the price of the order; without a product when the shop's server set the price. */
export const orderLine = z.object({
  productId: z.nullable(z.string()),
  ...z.omit(line, { vatRate: true }).shape,
  vatRate: z.nullable(z.int()),
});

export const orderFile = z.object({
  id: z.string(),
  name: z.string(),
  contentType: z.enum(fileTypes),
  bytes: z.int(),
  status: z.enum(fileStatuses),
  reason: z.nullable(z.enum(fileRefusals)),
});

/** A form to post the file with: first these fields, then `file`. */
export const upload = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  fields: z.record(z.string(), z.string()),
  expiresAt: part.timestamp,
});

const summary = {
  id: z.string(),
  status: orderStatus,
  total: z.int(),
  currency: part.currency,
  lines: z.array(orderLine),
  expiresAt: part.timestamp,
  files: z.array(orderFile),
};

/** `clientToken` lets a buyer without sign-in pay and watch the order. */
export const createdOrder = z.object({
  ...summary,
  clientToken: z.string(),
  uploads: z.array(upload),
});

export const orderView = z.object({
  ...summary,
  title: z.nullable(z.string()),
  customer: z.object({ name: z.string(), email: z.string() }),
  isGuest: z.boolean(),
  terms: z.nullable(z.object({ version: z.string(), acceptedAt: part.timestamp })),
  locale: part.locale,
  paymentId: z.nullable(z.string()),
  paidAt: z.nullable(part.timestamp),
  createdAt: part.timestamp,
  updatedAt: part.timestamp,
  /** Of one order that waits for its payment, for who may pay it. */
  uploads: z.optional(z.array(upload)),
  /** For the shop and the customer's own people. */
  customerId: z.optional(z.nullable(z.string())),
  /** For the shop. */
  account: z.optional(z.nullable(z.enum(['made', 'inactive', 'member']))),
});

export const listOrdersQuery = z.strictObject({
  limit: part.limit,
  cursor: z.optional(part.cursor),
  status: z.optional(orderStatus),
  customerId: z.optional(part.text(80)),
  from: z.optional(z.union([part.timestamp, z.iso.date()])),
  to: z.optional(z.union([part.timestamp, z.iso.date()])),
});

export const orderPage = part.page(orderView);
