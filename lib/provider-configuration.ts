import * as z from 'zod';
import { cfaFrancs, currencies } from '#vocabulary/currencies';
import { methods, plainActions } from '#vocabulary/payments';
import type { ProviderName } from '#vocabulary/providers';

const bounds = z.strictObject({
  min: z.int().min(1),
  max: z.int().min(1),
  multipleOf: z.int().min(1).optional(),
});

/** A partner's address is secret-bearing traffic: never plain HTTP. */
const httpsUrl = z.url({ protocol: /^https$/ });

const external = z.strictObject({
  apiUrl: httpsUrl,
  methods: z.array(z.enum(methods)).min(1),
  actions: z.array(z.enum(plainActions)).min(1),
  /** Smallest and largest charge in minor units, by currency. */
  amounts: z.partialRecord(z.enum(currencies), bounds),
  /** Addresses or CIDR ranges that callbacks may come from; any when absent. */
  allowedAddresses: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).optional(),
});

/** Who takes the shop's payments; one that is left out is neither offered nor deployed. */
export const providersConfiguration = z
  .strictObject({
    stripe: z.strictObject({}).optional(),
    paypal: z.strictObject({ environment: z.enum(['sandbox', 'live']) }).optional(),
    cinetpay: z.strictObject({ currencies: z.array(z.enum(cfaFrancs)).min(1) }).optional(),
    external: external.optional(),
  })
  .refine((all) => Object.keys(all).length > 0, 'name at least one provider');

export type ProvidersConfiguration = z.infer<typeof providersConfiguration>;

/** Whether a shop has what is of use to this provider's payments only; what is of no provider it has. */
export const isConfigured = (
  providers: ProvidersConfiguration,
  name: ProviderName | undefined,
): boolean => name === undefined || providers[name] !== undefined;

const payPalHosts = {
  live: ['api-m.paypal.com', 'api.paypal.com'],
  sandbox: ['api-m.sandbox.paypal.com', 'api.sandbox.paypal.com'],
} as const;

/** The variable `PROVIDERS`: where each configured provider is, and what was agreed with it. */
export function providerSettings(
  { stripe, paypal, cinetpay, external: partner }: ProvidersConfiguration,
  brandName: string,
): object {
  const origins = payPalHosts[paypal?.environment ?? 'sandbox'].map((host) => `https://${host}`);
  return {
    ...(stripe && { stripe: { apiUrl: 'https://api.stripe.com' } }),
    ...(paypal && { paypal: { apiUrl: origins[0], certificateOrigins: origins, brandName } }),
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
