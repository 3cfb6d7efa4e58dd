import { endpoints, eventually, initiate, request, returnQuery } from '#test/cloud';
import { expectProblem, storedStatus } from '#test/problems';
import { paidUnheard } from '#test/stripe-events';

const comeBack = (query: Record<string, string>, method = 'GET', body?: string) =>
  request(method, `${endpoints.api}/callback/stripe?${new URLSearchParams(query)}`, {
    ...(body !== undefined && {
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  });

describe('a browser that claims to have paid, but has not', () => {
  test.each(['success', 'paid', 'completed', 'cancel', ''])(
    'with outcome=%s changes nothing',
    async (outcome) => {
      const payment = await initiate();
      const forged = {
        ...(await returnQuery(payment)),
        outcome,
        status: 'completed',
        session_id: 'cs_test_1',
      };
      const back = await comeBack(forged);
      expect(back.status).toBe(303);
      expect(back.headers.get('location')).toMatch(
        new RegExp(`^${endpoints.web}/result\\?payment=${payment.id}&lang=fr#clientToken=`),
      );
      expect(await storedStatus(payment.id)).toBe('pending');
    },
  );

  test('by POST, with a form, changes nothing either', async () => {
    const payment = await initiate();
    const back = await comeBack(
      await returnQuery(payment),
      'POST',
      'outcome=success&status=completed',
    );
    expect(back.status).toBe(303);
    expect(await storedStatus(payment.id)).toBe('pending');
  });

  test('it is sent to the shop’s address, whatever address it asks for', async () => {
    const payment = await initiate({ returnUrl: 'https://shop.example/merci?order=7' });
    const evil = { returnUrl: 'https://evil.example/', redirect: 'https://evil.example/' };
    const back = await comeBack({ ...(await returnQuery(payment)), ...evil });
    expect(back.headers.get('location')).toBe(
      `https://shop.example/merci?order=7&payment=${payment.id}`,
    );
  });
});

test('without the payment’s key the payment is not found, and Stripe is not asked', async () => {
  const { payment } = await paidUnheard();
  const other = await initiate();
  const { p, k } = await returnQuery(payment);
  const theirs = await returnQuery(other);
  const forgeries: Record<string, string>[] = [
    { p },
    { p, k: '' },
    { p, k: theirs.k },
    { p, k: payment.clientToken },
    { p, k: k.slice(0, -1) },
    { p, k: `${k}A` },
    { p, k: k.toUpperCase() === k ? k.toLowerCase() : k.toUpperCase() },
    { p: theirs.p, k },
    { p: payment.id, k },
    { p: '00000000000000000000000000', k },
    { k },
    {},
  ];
  for (const forged of forgeries)
    for (const method of ['GET', 'POST'])
      expectProblem(
        await comeBack({ ...forged, outcome: 'success' }, method),
        404,
        'payment_not_found',
      );
  const twice = new URLSearchParams([
    ['p', p],
    ['k', theirs.k],
    ['k', k],
  ]);
  const reply = await request('GET', `${endpoints.api}/callback/stripe?${twice}`);
  expectProblem(reply, 404, 'payment_not_found');
  expect(await storedStatus(payment.id)).toBe('pending');

  expect((await comeBack(await returnQuery(payment))).status).toBe(303);
  await eventually(async () => (await storedStatus(payment.id)) === 'completed');
});

test('a payment has no callback at another provider', async () => {
  const payment = await initiate();
  const query = new URLSearchParams(await returnQuery(payment));
  const reply = await request('GET', `${endpoints.api}/callback/paypal?${query}`);
  expect(reply.status).toBe(404);
});
