import * as z from 'zod/mini';
import { isSiren, isVatNumber } from '#vocabulary/company-numbers';
import { isCountry } from '#vocabulary/countries';
import { currencies } from '#vocabulary/currencies';
import { readEmail } from '#vocabulary/email-address';
import { locales } from '#vocabulary/locales';
import { methods, paymentStatuses } from '#vocabulary/payments';
import { providerNames } from '#vocabulary/providers';
import { isFrenchVatRate } from '#vocabulary/vat-rates';
import { text } from './text.ts';
import { violationText } from './violation-text.ts';

export { note, text } from './text.ts';

// zod/mini has no texts of its own.
z.config({ localeError: violationText });

export const currency = z.enum(currencies);

/** Stored as mail services accept it: the domain in lower case, other scripts in punycode. */
export const email = z.string().check(
  z.trim(),
  // A domain is longer in punycode than in letters, at most by this much.
  z.maxLength(254, { abort: true }),
  z.check((payload) => {
    const read = readEmail(payload.value);
    if ('address' in read) payload.value = read.address;
    else payload.issues.push({ code: 'custom', input: payload.value, message: read.reason });
  }),
);

export const phone = z
  .string()
  .check(z.regex(/^\+[1-9]\d{6,14}$/, 'must be an E.164 number, like +33612345678'));

export const customerId = z
  .string()
  .check(z.regex(/^cus_\w{1,64}$/, 'must be the id of a customer, cus_…'));

export const siren = z
  .string()
  .check(
    z.regex(/^\d{9}$/, { error: 'must have the 9 digits of a SIREN', abort: true }),
    z.refine(isSiren, 'is no SIREN: its check digit is wrong'),
  );

export const vatNumber = z.string().check(
  z.regex(/^[A-Z]{2}[0-9A-Z]{2,13}$/, {
    error: 'must be a VAT number without spaces, like FR44732829320',
    abort: true,
  }),
  z.refine(isVatNumber, 'is no VAT number of its country'),
);

/** A rate that no French invoice may have is refused before anybody pays at it. */
export const vatRate = z
  .int()
  .check(
    z.minimum(0, { abort: true }),
    z.maximum(10_000, { abort: true }),
    z.refine(
      isFrenchVatRate,
      'must be a rate of French VAT in basis points, like 2000, 1000, 550, 210 or 0',
    ),
  );

export const address = z.strictObject({
  street: text(200),
  street2: z.optional(text(200)),
  postalCode: z.optional(text(20)),
  city: text(100),
  country: z
    .string()
    .check(
      z.regex(/^[A-Z]{2}$/, { error: 'must be an ISO 3166-1 alpha-2 code, like FR', abort: true }),
      z.refine(isCountry, 'must be an ISO 3166-1 alpha-2 code, like FR'),
    ),
});

/** Minor units: 46800 EUR is 468.00 €; XOF and XAF have no decimals. */
export const amount = z
  .int({
    error: ({ code, input }) =>
      code === 'invalid_type' && input !== undefined
        ? 'must be a whole number of minor units: 50.50 EUR is 5050, 50 XOF is 50'
        : undefined,
  })
  .check(z.minimum(1), z.maximum(99_999_999));

export const providerName = z.enum(providerNames);

export const method = z.enum(methods);

export const paymentStatus = z.enum(paymentStatuses);

export const locale = z.enum(locales);

/**
 * An absolute address with only one reading: user names, backslashes and blanks make some parsers
 * see another host. Stored in the browsers' normal form, which is also the form that is checked.
 */
export const webUrl = z.string().check(
  z.maxLength(2000, { abort: true }),
  z.check((payload) => {
    const { href } = URL.parse(payload.value) ?? {};
    const isPlain = /^https?:\/\/[^\s\\@/?#]+([/?#][^\s\\]*)?$/i.test(payload.value);
    if (href !== undefined && isPlain && href.length <= 2000) payload.value = href;
    else payload.issues.push({ code: 'custom', input: href, message: 'must be a web address' });
  }),
);

export const timestamp = z.iso.datetime();

/** The position of a list's next page, from its last answer. */
export const cursor = text(1000).check(z.regex(/^[\w-]+$/, 'The cursor belongs to another list.'));

/** A list or record of at most this many entries, counted before any of them is validated. */
export function atMost<Output, Input>(
  maximum: number,
  entries: z.core.$ZodType<Output, Input>,
): z.ZodMiniType<Output, Input> {
  const counted = z.transform<unknown, Input>((value, { issues }) => {
    const count = typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
    if (count > maximum)
      issues.push({
        code: 'custom',
        input: value,
        message: `must have at most ${maximum} entries`,
      });
    return value as Input;
  });
  return z.pipe(counted as z.ZodMiniType<Awaited<Input>, Input>, entries as never);
}

export const limit = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20);

export const page = <Item extends z.core.$ZodType>(item: Item) =>
  z.object({ data: z.array(item), nextCursor: z.nullable(z.string()) });
