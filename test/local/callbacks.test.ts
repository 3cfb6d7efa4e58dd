import { endpoints, eventually, initiate, type Json, request } from '#test/cloud';
import { expectProblem, storedStatus } from '#test/problems';
import { paidUnheard } from '#test/stripe-events';

const comeBack = (query: Record<string, string>, method = 'GET', body?: string) =>
  request(method, `${endpoints.api}/callback/stripe?${new URLSearchParams(query)}`, {
    ...(body !== undefined && {
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  });

const own = ({ id, clientToken }: Json) => ({ payment: id, clientToken });

describe('a browser that says it has paid, and has not', () => {
  test.each(['success', 'paid', 'completed', 'cancel', ''])(
    'outcome=%s changes nothing',
    async (outcome) => {
      const payment = await initiate();
      const forged = { ...own(payment), outcome, status: 'completed', session_id: 'cs_test_1' };
      const back = await comeBack(forged);
      expect(back.status).toBe(303);
      expect(back.headers.get('location')).toMatch(
        new RegExp(`^${endpoints.web}/result\\?payment=${payment.id}&lang=fr#clientToken=`),
      );
      expect(await storedStatus(payment.id)).toBe('pending');
    },
  );

  test('by POST, with a form: as little', async () => {
    const payment = await initiate();
    const back = await comeBack(own(payment), 'POST', 'outcome=success&status=completed');
    expect(back.status).toBe(303);
    expect(await storedStatus(payment.id)).toBe('pending');
  });

  test('it is sent where the shop said, wherever it asks to go', async () => {
    const payment = await initiate({ returnUrl: 'https://shop.example/merci?order=7' });
    const evil = { returnUrl: 'https://evil.example/', redirect: 'https://evil.example/' };
    const back = await comeBack({ ...own(payment), ...evil });
    expect(back.headers.get('location')).toBe(
      `https://shop.example/merci?order=7&payment=${payment.id}`,
    );
  });
});

test('without the payment’s own token there is no such payment, and nobody asks Stripe', async () => {
  const { payment } = await paidUnheard();
  const other = await initiate();
  const forgeries: Record<string, string>[] = [
    { payment: payment.id },
    { payment: payment.id, clientToken: '' },
    { payment: payment.id, clientToken: other.clientToken },
    { payment: payment.id, clientToken: payment.clientToken.slice(0, -1) },
    { payment: payment.id, clientToken: `${payment.clientToken}A` },
    { payment: payment.id, clientToken: payment.clientToken.toUpperCase() },
    { payment: other.id, clientToken: payment.clientToken },
    { payment: 'pay_00000000000000000000000000', clientToken: payment.clientToken },
    { clientToken: payment.clientToken },
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
    ['payment', payment.id],
    ['clientToken', other.clientToken],
    ['clientToken', payment.clientToken],
  ]);
  const reply = await request('GET', `${endpoints.api}/callback/stripe?${twice}`);
  expectProblem(reply, 404, 'payment_not_found');
  expect(await storedStatus(payment.id)).toBe('pending');

  expect((await comeBack(own(payment))).status).toBe(303);
  await eventually(async () => (await storedStatus(payment.id)) === 'completed');
});

test('there is no callback of a provider that is not there', async () => {
  const payment = await initiate();
  const query = new URLSearchParams(own(payment));
  const reply = await request('GET', `${endpoints.api}/callback/paypal?${query}`);
  expect(reply.status).toBe(404);
});
