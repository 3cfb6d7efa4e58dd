import { endpoints, type Json, type Reply, request, returnQuery } from '#test/cloud';
import { paymentsAbout } from '#test/problems';
import { checkouts, type Sale, type Shop, sim } from '#test/shops';

/** Posts any bytes to the provider's endpoint. */
export const post = (
  { provider }: Shop,
  body: string | Uint8Array,
  headers: Record<string, string>,
): Promise<Reply> => request('POST', `${endpoints.api}/webhooks/${provider}`, { body, headers });

/** How often the provider has been asked for the checkout of this sale. */
export async function timesAsked(sale: Sale): Promise<number> {
  const [checkout] = await checkouts(sale);
  const { external_payment_id, reference, id } = checkout;
  const name: string = external_payment_id ?? reference ?? id;
  return (await sim(sale.shop.provider, 'GET', `/_sim/requests?about=${name}`)).length;
}

/** The buyer's browser comes back: the provider is asked before anything is answered. */
export async function comeBack({ shop, payment }: Sale): Promise<Json> {
  const query = new URLSearchParams(await returnQuery(payment));
  const reply = await request('GET', `${endpoints.api}/callback/${shop.provider}?${query}`);
  if (reply.status !== 303) throw new Error(`no way on: ${reply.status} ${reply.text}`);
  // Listing asks no provider.
  return (await paymentsAbout(payment.id))[0];
}
