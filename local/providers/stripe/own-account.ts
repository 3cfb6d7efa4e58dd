import { show } from './endpoint.ts';

const accountId = 'acct_1SimulatedShop00';

/** The seller's balance, captured minus refunded, by currency; the cheapest call to check a key. */
export const retrieveBalance = show(({ charges }) => {
  const sums = new Map<string, number>([['eur', 0]]);
  for (const { amount_captured, amount_refunded, currency } of charges.values()) {
    sums.set(currency, (sums.get(currency) ?? 0) + amount_captured - amount_refunded);
  }
  const available = [...sums].map(([currency, amount]) => ({
    amount,
    currency,
    source_types: { card: amount },
  }));
  return { object: 'balance', available, livemode: false, pending: [] };
});

export const retrieveAccount = show(() => ({
  id: accountId,
  object: 'account',
  business_profile: { name: 'Boutique d’essai', support_email: null, url: null },
  charges_enabled: true,
  country: 'FR',
  default_currency: 'eur',
  details_submitted: true,
  email: 'boutique@example.com',
  metadata: {},
  payouts_enabled: true,
  settings: { dashboard: { display_name: 'Boutique d’essai', timezone: 'Europe/Paris' } },
  type: 'standard',
}));
