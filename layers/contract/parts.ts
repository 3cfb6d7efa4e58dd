import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { holdsCardNumber } from './card-number.ts';

// zod/mini carries no texts of its own; without them every violation reads "Invalid input".
z.config(en());

/**
 * Without control characters and halves of characters: no header, PDF or XML is broken by it, and
 * every provider can be sent it.
 */
const clean = z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'no control characters, no broken characters');

const noCardNumber = z.refine<string>(
  (text) => !holdsCardNumber(text),
  'this looks like a card number; card data must not be sent here',
);

/** A line of text, trimmed, never empty. */
export const text = (maximum: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum), clean);

/** What people write themselves, and might write a card number into. */
export const freeText = (maximum: number) => text(maximum).check(noCardNumber);

/** As `freeText`, kept as it came, even empty. */
export const note = (maximum: number) =>
  z.string().check(z.maxLength(maximum), clean, noCardNumber);

export const currency = z.enum(['EUR', 'XOF', 'XAF']);

export const email = z.email().check(z.maxLength(254));

export const phone = z
  .string()
  .check(z.regex(/^\+[1-9]\d{6,14}$/, 'an E.164 number, +33612345678'));

export const customerId = z.string().check(z.regex(/^cus_\w{1,64}$/));

export const siren = z.string().check(z.regex(/^\d{9}$/, 'a SIREN has 9 digits'));

export const vatNumber = z.string().check(z.regex(/^[A-Z]{2}[0-9A-Z]{2,13}$/));

export const address = z.strictObject({
  street: freeText(200),
  postalCode: z.optional(text(20)),
  city: freeText(100),
  country: z.string().check(z.regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code')),
});

/** Minor units: 46800 EUR is 468.00 €; XOF and XAF have no decimals. */
export const amount = z.int().check(z.minimum(1), z.maximum(99_999_999));

export const providerName = z.enum(['stripe', 'paypal', 'cinetpay', 'external']);

export const method = z.enum(['card', 'paypal', 'mobile_money']);

export const paymentStatus = z.enum([
  'pending',
  'processing',
  'completed',
  'failed',
  'cancelled',
  'expired',
  'review',
]);

export const locale = z.enum(['fr', 'en']);

/**
 * An absolute address that every reader understands alike: user names, backslashes and blanks make
 * some of them see another host.
 */
export const webUrl = z
  .url({ protocol: /^https?$/ })
  .check(z.maxLength(2000), z.regex(/^https?:\/\/[^\s\\@/?#]+([/?#][^\s\\]*)?$/i, 'Invalid URL'));

export const timestamp = z.iso.datetime();

export const limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20);

export const page = <Item extends z.core.$ZodType>(item: Item) =>
  z.object({ data: z.array(item), nextCursor: z.nullable(z.string()) });

export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Stable: clients may branch on it. */
  code: z.string(),
  requestId: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});
