import * as z from 'zod';
import { isSiren, isSiret, isVatNumber } from '#vocabulary/company-numbers';
import { isCountry } from '#vocabulary/countries';
import type { PostalAddress, Seller } from '#vocabulary/seller';
import { isFrenchVatRate } from '#vocabulary/vat-rates';
import { email } from './email.ts';
import { exactly } from './exactly.ts';

const address = exactly<PostalAddress>()(
  z.strictObject({
    street: z.string().min(1).describe('street and number'),
    street2: z.string().optional().describe('a second line'),
    postalCode: z.string().optional().describe('as usual in the country'),
    city: z.string().min(1).describe('the town'),
    country: z
      .string()
      .refine(isCountry, 'no ISO 3166 code')
      .describe('two letters (ISO 3166): `FR`'),
  }),
);

/** Who sells, as the law wants it printed. */
export const sellerConfiguration = exactly<Seller>()(
  z
    .strictObject({
      name: z.string().min(1).describe('the company, or the sole trader followed by `EI`'),
      legalForm: z.string().optional().describe('as printed: `SAS`'),
      shareCapital: z.string().optional().describe('as printed: `10 000 €`'),
      address: address.describe('the seller’s address, as printed'),
      siren: z
        .string()
        .regex(/^\d{9}$/, 'a SIREN has 9 digits')
        .refine(isSiren, 'a SIREN ends with its check digit: this one is wrong')
        .describe('9 digits'),
      siret: z
        .string()
        .regex(/^\d{14}$/, 'a SIRET has 14 digits')
        .refine(isSiret, 'a SIRET has check digits: these are wrong')
        .describe('14 digits; the first nine are the SIREN'),
      rcsCity: z.string().optional().describe('the town of the register, as printed: `Paris`'),
      vatNumber: z
        .string()
        .refine(isVatNumber, 'no VAT number of its country: check its digits')
        .optional()
        .describe(
          'left out under the _franchise en base_: then no VAT is charged, art. 293 B is cited, and `defaultVatRate` must be 0',
        ),
      email: email.describe('printed'),
      phone: z.string().optional().describe('printed'),
      website: z.url().optional().describe('printed'),
      defaultVatRate: z
        .int()
        .min(0)
        .max(10_000)
        .refine(isFrenchVatRate, 'no rate of French VAT')
        .describe(
          'for lines without a rate, in basis points, hundredths of a per cent: `2000` is 20 %, and `20` is 0.2 %',
        ),
      defaultExemption: z
        .strictObject({
          code: z
            .string()
            .regex(/^VATEX-(EU|FR)-[0-9A-Z-]+$/)
            .optional()
            .describe('the VATEX code'),
          text: z.string().min(1).describe('the reason, as printed'),
        })
        .optional()
        .describe(
          'why no VAT is charged (art. 242 nonies A I 12°); only with `defaultVatRate` 0 and a VAT number',
        ),
      supplies: z.enum(['goods', 'services']).describe('which mention is printed on invoices'),
      paysVatOnDebits: z
        .boolean()
        .optional()
        .describe('`true` prints the option for VAT on debits'),
      timeZone: z.string().describe('the time zone of the seller’s days: `Europe/Paris`'),
    })
    .refine(({ siren, siret }) => siret.startsWith(siren), 'a SIRET starts with its SIREN')
    .refine(
      ({ vatNumber, defaultVatRate }) => vatNumber !== undefined || defaultVatRate === 0,
      'a seller without a VAT number charges no VAT (franchise en base): set defaultVatRate to 0',
    )
    .refine(
      ({ vatNumber, defaultVatRate, defaultExemption }) =>
        vatNumber === undefined || (defaultVatRate === 0) === (defaultExemption !== undefined),
      'a seller with a VAT number must say why it charges none: set defaultExemption (text, and a VATEX code) with defaultVatRate 0, and only then',
    ),
);
