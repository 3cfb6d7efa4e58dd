import { randomUUID } from 'node:crypto';
import { expectProblem } from '#test/problems';
import { comeBack } from '#test/sales';
import { ask, charges, checkouts, eachShop, fault, paidUnheard, type Shop } from '#test/shops';

type Trouble = { fault: string; status?: number; location?: string };

/** What a provider, or somebody between us, may answer instead of what is documented. */
const nonsense: Record<string, Trouble> = {
  'an error of a gateway': { fault: 'html', status: 502 },
  'a page that says that all is well': { fault: 'html', status: 200 },
  'a page that forbids': { fault: 'html', status: 403 },
  'a page that has found nothing': { fault: 'html', status: 404 },
  nothing: { fault: 'empty' },
  'half an answer': { fault: 'truncate' },
  'the way to somebody else': { fault: 'redirect', location: 'http://127.0.0.1:9/' },
};

/** Odd, and still an answer; one that is too long is not read to its end. */
const oddities: Record<string, Trouble> = {
  'another content type': { fault: 'wrongType' },
  '5 MB': { fault: 'huge' },
};

/** Stripe's own client repeats a request once that met an error of a server. */
const timesOf = ({ provider }: Shop, { status }: Trouble): number =>
  provider === 'stripe' && status === 502 ? 2 : 1;

eachShop((shop) => {
  // Both of Stripe's ways go through one client.
  if (shop.name === 'stripe sheet') return;

  test.each(Object.entries(nonsense))(
    `${shop.name} answers a status request with %s: nothing has failed, the next answer counts`,
    async (_what, trouble) => {
      const sale = await paidUnheard(shop);
      await fault(sale, 'request', { ...shop.asks, ...trouble, times: timesOf(shop, trouble) });
      expect((await comeBack(sale)).status).toBe('pending');
      expect((await comeBack(sale)).status).toBe('completed');
      expect(await charges(sale)).toHaveLength(1);
    },
  );

  test.each(Object.entries(oddities))(
    `${shop.name} answers a status request with %s: that has no effect`,
    async (_what, trouble) => {
      const sale = await paidUnheard(shop);
      await fault(sale, 'request', { ...shop.asks, ...trouble, times: timesOf(shop, trouble) });
      expect(['pending', 'completed']).toContain((await comeBack(sale)).status);
      expect((await comeBack(sale)).status).toBe('completed');
      expect(await charges(sale)).toHaveLength(1);
    },
  );

  test.each(Object.entries(nonsense))(
    `${shop.name} answers the opening of a checkout with %s: the caller may try again`,
    async (_what, trouble) => {
      const [mark, key] = [randomUUID(), randomUUID()];
      await fault({ shop, mark }, 'request', {
        ...shop.opens,
        ...trouble,
        times: timesOf(shop, trouble),
      });
      const changes = { customer: { email: `buyer-${mark}@example.com`, name: 'Awa Diop' } };
      expectProblem(await ask(shop, { mark, key, changes }), 503, 'provider_unreachable');
      const { status, body: payment } = await ask(shop, { mark, key, changes });
      // CinetPay takes each number once: whether the first one is used is found out a moment later.
      expect(shop.provider === 'cinetpay' ? [201, 503] : [201]).toContain(status);
      if (status === 201) expect(await checkouts({ shop, mark, payment })).toHaveLength(1);
    },
  );
});
