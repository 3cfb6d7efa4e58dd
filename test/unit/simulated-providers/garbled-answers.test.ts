import { apiKey, aReference, type Setup, setup } from '../simulated-external/setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

/** Asks for a new payment, and gets its answer spoilt in this way. */
async function askDespite(trouble: object): Promise<Response> {
  const reference = aReference();
  const { body } = await world.initiate({ reference });
  const path = `/api/v1/payments/${body.external_payment_id}/status`;
  const sent = await fetch(`${world.simulated.url}/_sim/faults`, {
    method: 'POST',
    body: JSON.stringify({ on: 'request', path, ...trouble }),
  });
  expect(sent.status).toBe(201);
  const headers = { authorization: `Bearer ${apiKey}` };
  return fetch(`${world.simulated.url}${path}`, { headers, redirect: 'manual' });
}

test.each([
  [{ fault: 'html' }, 502, 'text/html', /^<!doctype html>/],
  [{ fault: 'html', status: 404 }, 404, 'text/html', /^<!doctype html>/],
  [{ fault: 'empty' }, 200, 'application/json', /^$/],
  [{ fault: 'wrongType' }, 200, 'text/plain', /"status": "pending"/],
  [{ fault: 'newStatus' }, 200, 'application/json', /"status": "STATUS_OF_TOMORROW"/],
])('%j damages an answer', async (trouble, status, type, text) => {
  const answer = await askDespite(trouble);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain(type);
  expect(await answer.text()).toMatch(text);
});

test('an answer can have five megabytes', async () => {
  const answer = await askDespite({ fault: 'huge' });
  expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(5_000_000);
});

test('an answer can be about another payment', async () => {
  const location = 'http://127.0.0.1:9/elsewhere';
  const answer = await askDespite({ fault: 'redirect', location });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, location]);
});

test('the requests can be listed; controls and bodies are not shown', async () => {
  const reference = aReference();
  const { body } = await world.initiate({ reference });
  await world.statusOf(body.external_payment_id);
  const about = async (text: string) =>
    (await fetch(`${world.simulated.url}/_sim/requests?about=${text}`)).json();
  expect(await about(reference)).toEqual([
    { method: 'POST', path: '/api/v1/payments/initiate', at: expect.any(String) },
  ]);
  expect(await about(body.external_payment_id)).toMatchObject([{ method: 'GET' }]);
  expect(await about('_sim')).toEqual([]);
});
