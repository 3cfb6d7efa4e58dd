import * as z from 'zod';
import { cfaFrancs, currencies } from '#vocabulary/currencies';
import { methods, plainActions } from '#vocabulary/payments';
import type { ExternalTerms, ProviderSettings } from '#vocabulary/provider-settings';
import type { ProviderName } from '#vocabulary/providers';
import { exactly } from './exactly.ts';

const bounds = z.strictObject({
  min: z.int().min(1).describe('the smallest charge, in minor units'),
  max: z.int().min(1).describe('the largest charge, in minor units'),
  multipleOf: z.int().min(1).optional().describe('charges are multiples of it'),
});

/** Requests to a partner carry secrets, so plain HTTP is refused. */
const httpsUrl = z.url({ protocol: /^https$/ });

const external = exactly<ExternalTerms>()(
  z.strictObject({
    apiUrl: httpsUrl.describe('the address of your backend, with https'),
    methods: z.array(z.enum(methods)).min(1).describe('what it can charge'),
    actions: z.array(z.enum(plainActions)).min(1).describe('how it can ask the buyer'),
    amounts: z
      .partialRecord(z.enum(currencies), bounds)
      .describe('the amounts it accepts, by currency'),
    allowedAddresses: z
      .array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))
      .optional()
      .describe('IP addresses or CIDR ranges from which callbacks are accepted; by default any'),
  }),
);

/** The shop's payment providers; one that is left out is neither offered nor deployed. */
export const providersConfiguration = z
  .strictObject({
    stripe: z
      .strictObject({})
      .optional()
      .describe('`{}`: cards, Apple Pay and Google Pay in EUR, XOF and XAF'),
    paypal: z
      .strictObject({
        environment: z.enum(['sandbox', 'live']).describe('the environment of the keys'),
      })
      .optional()
      .describe('EUR'),
    cinetpay: z
      .strictObject({
        currencies: z
          .array(z.enum(cfaFrancs))
          .min(1)
          .describe('the currencies of your account’s country'),
      })
      .optional()
      .describe('Mobile Money'),
    external: external.optional().describe('your own backend'),
  })
  .refine((all) => Object.keys(all).length > 0, 'name at least one provider');

export type ProvidersConfiguration = z.infer<typeof providersConfiguration>;

/** Whether a shop needs a function: when it has its provider, or the function has none. */
export const isConfigured = (
  providers: ProvidersConfiguration,
  name: ProviderName | undefined,
): boolean => name === undefined || providers[name] !== undefined;

const payPalHosts = {
  live: { apiHost: 'api-m.paypal.com', olderHost: 'api.paypal.com' },
  sandbox: { apiHost: 'api-m.sandbox.paypal.com', olderHost: 'api.sandbox.paypal.com' },
} as const;

/** The variable `PROVIDERS`: the address and terms of each configured provider. */
export function providerSettings(
  { stripe, paypal, cinetpay, external: partner }: ProvidersConfiguration,
  brandName: string,
): ProviderSettings {
  const { apiHost, olderHost } = payPalHosts[paypal?.environment ?? 'sandbox'];
  const apiUrl = `https://${apiHost}`;
  return {
    ...(stripe && { stripe: { apiUrl: 'https://api.stripe.com' } }),
    ...(paypal && {
      paypal: { apiUrl, certificateOrigins: [apiUrl, `https://${olderHost}`], brandName },
    }),
    ...(cinetpay && {
      cinetpay: {
        checkoutUrl: 'https://api-checkout.cinetpay.com',
        sandboxUrl: 'https://api.cinetpay.net',
        liveUrl: 'https://api.cinetpay.co',
        currencies: cinetpay.currencies,
      },
    }),
    ...(partner && { external: partner }),
  };
}
