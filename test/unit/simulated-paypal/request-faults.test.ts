import { aCustomId, anOrder, issueOf, type Setup, setup } from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

/** For an answer that never comes. */
const impatientMs = 1_000;

/** Creates an order while something goes wrong. */
async function createWith(fault: object) {
  const custom_id = aCustomId();
  await world.control('POST', '/faults', { on: 'request', metadata: { custom_id }, ...fault });
  const headers = { 'paypal-request-id': custom_id };
  const create = (timeoutMs?: number) =>
    world.call('POST', '/v2/checkout/orders', anOrder({ custom_id }), headers, timeoutMs);
  const made = async () => {
    const { body } = await world.control<{ id: string; metadata: { custom_id?: string } }[]>(
      'GET',
      '/orders',
    );
    return body.filter(({ metadata }) => metadata.custom_id === custom_id);
  };
  return { create, made };
}

test.each([
  ['500', 500, 'INTERNAL_SERVER_ERROR'],
  ['429', 429, 'RATE_LIMIT_REACHED'],
  ['refuse', 422, 'UNPROCESSABLE_ENTITY'],
])('%s: an error, and no order was created', async (fault, status, name) => {
  const { create, made } = await createWith({ fault });
  expect(await create()).toMatchObject({ status, body: { name, debug_id: expect.any(String) } });
  expect(await made()).toHaveLength(0);
  expect((await create()).status).toBe(201);
});

test('a refusal can name its issue', async () => {
  const { create } = await createWith({ fault: 'refuse', issue: 'COMPLIANCE_VIOLATION' });
  expect(issueOf(await create())).toBe('COMPLIANCE_VIOLATION');
});

test('hang: no answer, and no order was created', async () => {
  const { create, made } = await createWith({ fault: 'hang' });
  await expect(create(impatientMs)).rejects.toThrow();
  expect(await made()).toHaveLength(0);
});

test.each(['actThenTimeout', 'actThenReset', 'truncate'])(
  '%s: the client learns nothing, the order exists, the same request id finds it',
  async (fault) => {
    const { create, made } = await createWith({ fault });
    await expect(create(impatientMs)).rejects.toThrow();
    const [order] = await made();
    expect(await create()).toMatchObject({ status: 200, body: { id: order!.id } });
    expect(await made()).toHaveLength(1);
  },
);

test('slow: the answer arrives, and a duplicate of the request is refused meanwhile', async () => {
  const { create, made } = await createWith({ fault: 'slow', delayMs: 2_000 });
  const both = await Promise.all([create(), create()]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await made()).toHaveLength(1);
});

test('faults are listed, removed, and unknown ones refused', async () => {
  const metadata = { custom_id: aCustomId() };
  const added = await world.control('POST', '/faults', { on: 'request', metadata, fault: '500' });
  expect(added).toMatchObject({ status: 201, body: { times: 1 } });
  const left = await world.control('DELETE', `/faults/${added.body.id}`);
  expect(left.body).not.toContainEqual(added.body);
  const unknown = await world.control('POST', '/faults', { on: 'request', fault: 'explode' });
  expect(unknown.status).toBe(400);
});
