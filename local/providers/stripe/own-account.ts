import { show } from './endpoint.ts';

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
