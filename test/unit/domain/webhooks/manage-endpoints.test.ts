import { Webhook } from 'standardwebhooks';
import {
  changeEndpoint,
  createEndpoint,
  type ManageDeps,
  removeEndpoint,
} from '#domain/webhooks/manage-endpoints';
import { rotateSecret } from '#domain/webhooks/rotate-secret';
import { secretOf } from '#domain/webhooks/signature';
import { anAct } from '#test/audits';
import { noPause } from '#test/clock';
import { MemoryWebhookEndpointStore } from '#test/memory-webhook-endpoint-store';
import { aReceiver, pinging } from '#test/pinged-receivers';

// The package judges the age of a signature by the machine's own clock.
const now = () => new Date();

const act = () => anAct({ now: now() });

const claim = (id: string) => ({ id, requestHash: 'h', createdAt: '2026-11-21T10:00:00.000Z' });

function setup(status: number | 'timeout' = 200) {
  const endpoints = new MemoryWebhookEndpointStore();
  const refusalOf: ManageDeps['refusalOf'] = (url) =>
    url.startsWith('https:') ? undefined : 'not_https';
  const deps = { endpoints, refusalOf, pause: noPause };
  const receiver = aReceiver(status);
  const create = (id = 'claim-1', changes = {}) =>
    createEndpoint(
      deps,
      { url: 'https://warehouse.example/hooks', types: ['*'], claim: claim(id), ...changes },
      act(),
    );
  const change = (id: string, wish: Partial<Parameters<typeof changeEndpoint>[1]>) =>
    changeEndpoint(
      { ...deps, ...pinging(receiver.sender, now) },
      { id, change: {}, ...wish },
      act(),
    );
  return { endpoints, deps, receiver, create, change };
}

const disabling = { change: { enabled: false } };
const enabling = { change: { enabled: true } };

describe('a new endpoint', () => {
  test('is enabled, listens to its types, and is in the audit trail without its path', async () => {
    const { endpoints, create } = setup();
    const endpoint = await create('claim-1', { types: ['payment.*'] });
    expect(endpoint).toMatchObject({ state: 'enabled', secretVersion: 1, version: 1 });
    expect((await endpoints.directory()).listening).toEqual({
      [endpoint.id]: { types: ['payment.*'] },
    });
    const [entry] = endpoints.audit;
    expect(entry).toMatchObject({
      action: 'webhook_endpoint.created',
      subject: endpoint.id,
      after: { host: 'warehouse.example', types: ['payment.*'] },
    });
    expect(JSON.stringify(entry)).not.toContain('hooks');
  });

  test('is made once for a request that is repeated', async () => {
    const { endpoints, create } = setup();
    expect(await create()).toEqual(await create());
    expect(endpoints.endpoints.size).toBe(1);
    expect(endpoints.audit).toHaveLength(1);
  });

  test('at an address that webhooks cannot go to is refused, and nothing is made', async () => {
    const { endpoints, create } = setup();
    await expect(create('claim-1', { url: 'http://10.0.0.1/' })).rejects.toMatchObject({
      code: 'webhook_url_not_allowed',
    });
    expect(endpoints.endpoints.size).toBe(0);
  });

  test('is refused when there are a hundred', async () => {
    const { create } = setup();
    for (let index = 0; index < 100; index++) await create(`claim-${index}`);
    await expect(create('one-more')).rejects.toMatchObject({
      code: 'webhook_endpoint_limit_reached',
    });
    expect((await create('claim-7')).state).toBe('enabled');
  });
});

describe('a change', () => {
  test('keeps what is left out, and lists other types for the next event', async () => {
    const { endpoints, create, change } = setup();
    const { id } = await create('claim-1', { description: 'Entrepôt', include: ['customer'] });
    const after = await change(id, { change: { types: ['order.paid'] } });
    expect(after).toMatchObject({
      description: 'Entrepôt',
      include: ['customer'],
      types: ['order.paid'],
      version: 2,
    });
    expect((await endpoints.directory()).listening[id]).toEqual({ types: ['order.paid'] });
    expect(await change(id, { change: { description: null } })).not.toHaveProperty('description');
    expect(endpoints.audit.map(({ action }) => action)).toEqual([
      'webhook_endpoint.created',
      'webhook_endpoint.changed',
      'webhook_endpoint.changed',
    ]);
  });

  test('to an address that webhooks cannot go to is refused', async () => {
    const { create, change } = setup();
    const { id } = await create();
    await expect(change(id, { change: { url: 'http://x.example' } })).rejects.toMatchObject({
      code: 'webhook_url_not_allowed',
    });
  });

  test('of the address forgets what the old one failed', async () => {
    const { endpoints, create, change } = setup();
    const { id, ...rest } = await create();
    const failing = { since: '2026-11-20T00:00:00.000Z', attempts: 9, events: ['evt_1'] };
    endpoints.endpoints.set(id, { ...rest, id, failing: { ...failing, isBroken: true } });
    const moved = await change(id, { change: { url: 'https://other.example/' } });
    expect(moved).not.toHaveProperty('failing');
    // What waited behind the open breaker is sent.
    expect(moved.turnAt).toBeDefined();
  });

  test('of an endpoint that does not exist is refused', async () => {
    const { change } = setup();
    for (const id of ['', 'we_unknown'])
      await expect(change(id, enabling)).rejects.toMatchObject({
        code: 'webhook_endpoint_not_found',
      });
  });
});

describe('a disabled endpoint', () => {
  test('is enabled when it accepts a test that is signed as events are', async () => {
    const { receiver, create, change } = setup();
    const endpoint = await create();
    await change(endpoint.id, disabling);
    expect(await change(endpoint.id, enabling)).toMatchObject({ state: 'enabled' });
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
    const told = new Webhook(secretOf('master', endpoint)).verify(body, headers);
    expect(told).toMatchObject({ type: 'ping', endpointId: endpoint.id });
  });

  test.each([500, 302, 410, 'timeout'] as const)(
    'stays disabled when the test ends with %s, unless it is forced',
    async (status) => {
      const { endpoints, receiver, create, change } = setup(status);
      const { id } = await create();
      await change(id, disabling);
      await expect(change(id, enabling)).rejects.toMatchObject({ code: 'webhook_test_failed' });
      expect((await endpoints.find(id))?.state).toBe('disabled');
      expect(await change(id, { ...enabling, force: true })).toMatchObject({ state: 'enabled' });
      expect(receiver.received).toHaveLength(1);
    },
  );

  test('is tested once, however many others write it meanwhile', async () => {
    const { endpoints, receiver, create, change } = setup();
    const { id } = await create();
    await change(id, disabling);
    const save = endpoints.save.bind(endpoints);
    let lost = 3;
    endpoints.save = async (...write) => (lost-- > 0 ? 'stale' : save(...write));
    expect(await change(id, enabling)).toMatchObject({ state: 'enabled' });
    expect(receiver.received).toHaveLength(1);
  });

  test('gets what it missed when that is asked for, also of what was on its way when it was disabled', async () => {
    const { endpoints, create, change } = setup();
    const { id } = await create();
    const { disabled } = await change(id, disabling);
    await change(id, { ...enabling, sendMissed: true });
    const from = new Date(Date.parse(disabled!.at) - 4 * 86_400_000).toISOString();
    expect(endpoints.outbox).toMatchObject([
      {
        type: 'webhook_endpoint.replay_asked',
        data: { endpointId: id, state: 'skipped', from },
      },
    ]);
  });

  test('does not get what was passed over when it was enabled the time before', async () => {
    const { endpoints, create, change } = setup();
    const { id } = await create();
    await change(id, disabling);
    const { skipsBefore } = await change(id, enabling);
    await change(id, disabling);
    await change(id, { ...enabling, sendMissed: true });
    expect(endpoints.outbox).toMatchObject([{ data: { from: skipsBefore } }]);
  });

  test('gets nothing of before otherwise', async () => {
    const { endpoints, create, change } = setup();
    const { id } = await create();
    await change(id, disabling);
    expect((await change(id, enabling)).skipsBefore).toBeDefined();
    expect(endpoints.outbox).toEqual([]);
  });
});

test('an endpoint that is removed listens to nothing', async () => {
  const { endpoints, deps, create } = setup();
  const { id } = await create();
  await removeEndpoint(deps, id, act());
  expect((await endpoints.directory()).listening).toEqual({});
  expect(endpoints.audit.at(-1)).toMatchObject({ action: 'webhook_endpoint.removed', after: null });
  await expect(removeEndpoint(deps, id, act())).rejects.toMatchObject({
    code: 'webhook_endpoint_not_found',
  });
});

describe('another secret', () => {
  test('is another one, and the old one stays valid as long as was asked', async () => {
    const { deps, create } = setup();
    const endpoint = await create();
    const by = anAct({ now: new Date('2026-11-21T10:00:00Z') });
    const after = await rotateSecret(deps, { id: endpoint.id, overlapHours: 24 }, by);
    expect(after).toMatchObject({
      secretVersion: 2,
      previousSecretUntil: '2026-11-22T10:00:00.000Z',
    });
    expect(secretOf('master', after)).not.toBe(secretOf('master', endpoint));
  });

  test('is refused while two are valid: the oldest would end too early', async () => {
    const { deps, create } = setup();
    const { id } = await create();
    await rotateSecret(deps, { id, overlapHours: 24 }, act());
    await expect(rotateSecret(deps, { id, overlapHours: 1 }, act())).rejects.toMatchObject({
      code: 'webhook_secret_rotating',
    });
  });

  test('at once ends all before, for one that has leaked', async () => {
    const { deps, endpoints, create } = setup();
    const { id } = await create();
    await rotateSecret(deps, { id, overlapHours: 24 }, act());
    const after = await rotateSecret(deps, { id, overlapHours: 0 }, act());
    expect(after.secretVersion).toBe(3);
    expect(after).not.toHaveProperty('previousSecretUntil');
    expect(endpoints.audit.at(-1)).toMatchObject({
      action: 'webhook_endpoint.secret_rotated',
      after: { secretVersion: 3, previousSecretUntil: null },
    });
  });
});
