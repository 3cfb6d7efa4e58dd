import { api, endpoints, initiate, request } from '#test/cloud';
import { expectProblem } from '#test/problems';
import { stripeAccount } from '#test/stripe-account';

const wallets = (domain: string) =>
  request('GET', `${endpoints.api}/v1/wallets?domain=${encodeURIComponent(domain)}`);

test('a page learns whether Apple Pay and Google Pay can be used on its domain', async () => {
  await stripeAccount.paymentMethodDomains.create({ domain_name: 'shop.example' });
  const reply = await wallets('SHOP.example');
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual({ applePay: true, googlePay: true });
  expect(reply.headers.get('cache-control')).toBe('public, max-age=300');
});

test('a domain that is not the shop’s has none, and the provider is not asked', async () => {
  expect((await wallets('evil.example')).body).toEqual({ applePay: false, googlePay: false });
});

test.each(['', 'localhost', 'http://shop.example', 'shop.example/x', 'a'.repeat(300), '../x'])(
  '%j is not a domain',
  async (domain) => {
    expectProblem(await wallets(domain), 400, 'invalid_request');
  },
);

describe('the mobile sheet', () => {
  const sheet = (customerId?: string) =>
    initiate({
      action: 'sdk',
      customer: { email: 'awa@example.com', name: 'Awa Diop', customerId },
    });

  test('shows a member their own cards, the same at every payment of the customer', async () => {
    const member = `cus_${Date.now()}`;
    const [first, second] = [await sheet(member), await sheet(member)];
    for (const { action } of [first, second])
      expect(action).toMatchObject({
        kind: 'sdk',
        customerSessionClientSecret: expect.stringMatching(/^cuss_secret_/),
      });
    const customers = await stripeAccount.customers.list({ limit: 100 });
    const own = customers.data.filter(({ metadata }) => metadata.peage_customer_id === member);
    expect(own).toHaveLength(1);
  });

  test('two first payments of a member at once create one customer', async () => {
    const member = `cus_${Date.now()}b`;
    await Promise.all([sheet(member), sheet(member)]);
    const customers = await stripeAccount.customers.list({ limit: 100 });
    const own = customers.data.filter(({ metadata }) => metadata.peage_customer_id === member);
    expect(own).toHaveLength(1);
  });

  test('shows a guest no cards', async () => {
    const { action } = await sheet();
    expect(action.customerSessionClientSecret).toBeUndefined();
  });
});

test('only card payments have a sheet', async () => {
  const reply = await api('POST', '/v1/payments', {
    body: {
      amount: 1_000,
      currency: 'EUR',
      method: 'paypal',
      action: 'sdk',
      description: 'x',
      customer: { email: 'awa@example.com', name: 'Awa Diop' },
    },
  });
  expectProblem(reply, 422, 'no_provider_available');
});
