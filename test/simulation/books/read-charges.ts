import { paymentIdOf } from '#providers/cinetpay/transaction-id';
import type { Cloud } from '../cloud/cloud.ts';
import type { Json } from '../cloud/http.ts';
import type { Charge } from './books.ts';

/** The providers' own truth: all the money that they have taken for the shop. */
export async function readCharges(cloud: Cloud): Promise<Charge[]> {
  const names = ['stripe', 'paypal', 'cinetpay', 'external'] as const;
  const all = names.map(async (provider) => {
    const charges: Json[] = await cloud.provider(provider, 'GET', '/_sim/charges');
    return charges.map((charge) => ({
      provider,
      id: charge.id,
      paymentId: paymentNamedBy(provider, charge),
      minor: charge.amount,
      currency: charge.currency.toUpperCase(),
      refunded: charge.amount_refunded,
      held: charge.held,
    }));
  });
  return (await Promise.all(all)).flat();
}

function paymentNamedBy(provider: Charge['provider'], charge: Json): string | undefined {
  switch (provider) {
    case 'stripe':
      return charge.metadata.peage_payment_id;
    case 'paypal':
      return charge.metadata.custom_id;
    case 'cinetpay':
      return paymentIdOf(charge.reference);
    case 'external':
      return charge.reference;
  }
}
