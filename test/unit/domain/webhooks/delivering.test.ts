import { isBroken } from '#domain/webhooks/endpoint-health';
import { WebhookWorld } from '#test/webhook-world';

const ok = () => 200;
const broken = () => 500;

test('an event is delivered once to each endpoint that listens, signed, and to nobody else', async () => {
  const world = new WebhookWorld();
  const all = await world.listens(ok);
  const payments = await world.listens(ok, { types: ['payment.*'] });
  const orders = await world.listens(ok, { types: ['order.*'] });
  const event = world.event();
  expect(await world.happens(event)).toEqual({ listeners: 2, created: 2, handedOver: 2 });
  for (const endpoint of [all, payments]) {
    expect(await world.stateOf(endpoint)).toEqual(['delivered']);
    const [{ headers, body } = world.sent[0]!] = world.sentTo(endpoint);
    expect(headers).toMatchObject({ 'webhook-id': event.id, 'content-type': 'application/json' });
    expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}=$/);
    expect(JSON.parse(body)).toMatchObject({ type: 'payment.completed', id: event.id });
  }
  expect(await world.stateOf(orders)).toEqual([]);
});

test('without a listener an event is read by nobody', async () => {
  const world = new WebhookWorld();
  await world.listens(ok, { types: ['order.*'] });
  expect(await world.happens()).toEqual({ listeners: 0, created: 0, handedOver: 0 });
});

test('two relays bring the same event: there is one delivery, sent once', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(ok);
  const event = world.event();
  await world.happens(event);
  expect(await world.happens(event)).toEqual({ listeners: 1, created: 0, handedOver: 0 });
  expect(world.sentTo(endpoint)).toHaveLength(1);
});

test('a fan-out that died before it handed over is made good by the next try, with the first body', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(ok);
  const event = world.event();
  const handOver = Reflect.get(world, 'handOver');
  Reflect.set(world, 'handOver', () => Promise.reject(new Error('throttled')));
  await expect(world.happens(event)).rejects.toThrow('throttled');
  Reflect.set(world, 'handOver', handOver);
  expect(await world.happens(event)).toEqual({ listeners: 1, created: 0, handedOver: 1 });
  expect(await world.stateOf(endpoint)).toEqual(['delivered']);
});

test('a crash between the attempt and its result means a second attempt with the same id and bytes', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(ok);
  const save = world.deliveries.save.bind(world.deliveries);
  world.deliveries.save = () => Promise.reject(new Error('the table is away'));
  await world.happens();
  world.deliveries.save = save;
  expect(await world.deliver(world.handedOver[0]!)).toEqual(['delivered']);
  const [first, second] = world.sentTo(endpoint);
  expect(second!.body).toBe(first!.body);
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
});

test('a first failure is tried again seconds later by the same run', async () => {
  const world = new WebhookWorld();
  let count = 0;
  const endpoint = await world.listens(() => (count++ === 0 ? 503 : 200));
  await world.happens();
  expect(await world.stateOf(endpoint)).toEqual(['delivered']);
  const [first, second] = world.sentTo(endpoint).map(({ at }) => at.getTime());
  expect(second! - first!).toBe(5_000);
  expect((await world.endpoints.find(endpoint.id))!.failing).toBeUndefined();
});

test('an endpoint that is down for three days gets every event once when it is back', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(broken);
  const events = new Set<string>();
  for (let hour = 0; hour < 72; hour++) {
    const event = world.event();
    events.add(event.id);
    await world.happens(event);
    await world.passes(1);
  }
  const attempts = world.sentTo(endpoint).length;
  expect(attempts).toBeLessThan(40);
  const arrived: string[] = [];
  world.answers(endpoint, ({ headers }) => {
    arrived.push(headers['webhook-id']!);
    return 200;
  });
  await world.passes(8);
  expect(arrived.length).toBe(new Set(arrived).size);
  const failed = (await world.deliveries.list(endpoint.id, { limit: 100, state: 'failed' }))
    .deliveries;
  expect(arrived.length + failed.length).toBe(72);
  expect(failed.length).toBeLessThanOrEqual(2);
  expect(arrived).toEqual([...arrived].sort());
});

test('while the breaker is open only the oldest is tried, and waiting uses up no attempt', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(broken);
  for (let count = 0; count < 10; count++) await world.happens();
  expect(isBroken((await world.endpoints.find(endpoint.id))!)).toBe(true);
  await world.passes(0.5);
  const before = world.sentTo(endpoint).length;
  await world.passes(3);
  const probes = world.sentTo(endpoint).slice(before);
  const [oldest] = [...world.deliveries.rows.values()].map(({ eventId }) => eventId).sort();
  expect(new Set(probes.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([oldest]));
  const untried = [...world.deliveries.rows.values()].filter(({ tried }) => tried === 0);
  expect(untried.length).toBeGreaterThan(5);
});

test('a delivery that went into the line just when another one arrived is sent all the same', async () => {
  const world = new WebhookWorld();
  const failing = { since: world.now.toISOString(), attempts: 4, events: ['evt_1', 'evt_2'] };
  const endpoint = await world.listens(broken, { failing });
  const find = world.endpoints.find.bind(world.endpoints);
  const save = world.endpoints.save.bind(world.endpoints);
  // Before the fifth failure is noted, another run notes that it has delivered.
  world.endpoints.save = async () => {
    world.endpoints.save = save;
    const { failing: _, version, ...well } = (await find(endpoint.id))!;
    await save({ ...well, version: version + 1 });
    return 'stale';
  };
  await world.happens();
  expect(isBroken((await find(endpoint.id))!)).toBe(false);
  world.answers(endpoint, ok);
  await world.passes(1);
  expect(await world.stateOf(endpoint)).toEqual(['delivered']);
});

test('an endpoint that fails does not hold up the others', async () => {
  const world = new WebhookWorld();
  const [bad, good] = [await world.listens(broken), await world.listens(ok)];
  for (let count = 0; count < 10; count++) await world.happens();
  expect(new Set(await world.stateOf(good))).toEqual(new Set(['delivered']));
  expect(new Set(await world.stateOf(bad))).toEqual(new Set(['pending']));
});

test('410 disables the endpoint, tells the admins, and later events are kept for it', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(() => 410);
  await world.happens();
  await world.happens();
  expect(await world.stateOf(endpoint)).toEqual(['skipped', 'failed']);
  expect(world.sentTo(endpoint)).toHaveLength(1);
  expect(world.endpoints.outbox).toMatchObject([
    { type: 'webhook_endpoint.disabled', data: { endpointId: endpoint.id, reason: 'gone' } },
  ]);
  expect(world.troubles).toEqual([{ kind: 'webhook_endpoint_failing', dimension: endpoint.id }]);
});

test('five days without success: warned twice, then disabled, and told each time', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(broken);
  for (let hour = 0; hour < 135; hour++) {
    await world.happens();
    await world.passes(1);
  }
  expect(await world.endpoints.find(endpoint.id)).toMatchObject({
    state: 'disabled',
    disabled: { reason: 'failing' },
  });
  expect(world.endpoints.outbox.map(({ type, data }) => [type, data])).toEqual([
    ['webhook_endpoint.failing', { endpointId: endpoint.id, hours: '24' }],
    ['webhook_endpoint.failing', { endpointId: endpoint.id, hours: '72' }],
    ['webhook_endpoint.disabled', { endpointId: endpoint.id, reason: 'failing' }],
  ]);
});

test('Retry-After: an hour is respected', async () => {
  const world = new WebhookWorld();
  let count = 0;
  const endpoint = await world.listens(() =>
    count++ === 0 ? { status: 429, retryAfter: '3600' } : 200,
  );
  await world.happens();
  await world.passes(0.9);
  expect(world.sentTo(endpoint)).toHaveLength(1);
  await world.passes(0.3);
  expect(await world.stateOf(endpoint)).toEqual(['delivered']);
});

test('a secret that is changed between two attempts signs the second, beside the old one, over the same bytes', async () => {
  const world = new WebhookWorld();
  let count = 0;
  const endpoint = await world.listens(() => (count++ < 2 ? 500 : 200));
  await world.happens();
  const stored = (await world.endpoints.find(endpoint.id))!;
  const rotated = { secretVersion: 2, previousSecretUntil: '2026-11-22T10:00:00.000Z' };
  await world.endpoints.save({ ...stored, ...rotated, version: stored.version + 1 });
  await world.passes(0.2);
  const [first, , last] = world.sentTo(endpoint);
  expect(last!.body).toBe(first!.body);
  expect(last!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(first!.headers['webhook-signature']!.split(' ')).toHaveLength(1);
  expect(last!.headers['webhook-signature']!.split(' ')).toHaveLength(2);
});

test('what an endpoint cannot do is kept as an attempt: no address, no certificate, no time', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(() => ({ kind: 'failed', error: 'refused_address' }));
  await world.happens();
  const { deliveries } = await world.deliveries.list(endpoint.id, { limit: 1 });
  expect(deliveries[0]!.attempts[0]).toMatchObject({ error: 'refused_address', durationMs: 5 });
  expect(deliveries[0]!.attempts[0]!.status).toBeUndefined();
});

test('of a refusal the beginning of the answer is kept, of a success nothing', async () => {
  const world = new WebhookWorld();
  let count = 0;
  const endpoint = await world.listens(() => ({
    status: count++ === 0 ? 400 : 200,
    answer: 'no'.repeat(1_000),
  }));
  await world.happens();
  const { deliveries } = await world.deliveries.list(endpoint.id, { limit: 1 });
  const [refused, taken] = deliveries[0]!.attempts;
  expect(refused!.answer).toHaveLength(500);
  expect(taken!.answer).toBeUndefined();
});

test('an endpoint so new that a glance misses it gets its event all the same', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(ok);
  const glanceAt = world.endpoints.glanceAt.bind(world.endpoints);
  let glances = 0;
  world.endpoints.glanceAt = async (ids) => (glances++ === 1 ? [] : glanceAt(ids));
  await world.happens();
  expect(await world.stateOf(endpoint)).toEqual(['delivered']);
});

test('a deleted endpoint gets nothing more', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(broken);
  await world.happens();
  world.endpoints.endpoints.delete(endpoint.id);
  const before = world.sent.length;
  await world.passes(1);
  expect(world.sent).toHaveLength(before);
  expect(await world.stateOf(endpoint)).toEqual(['skipped']);
});

test('failures at the same moment are all counted, and none is lost to the others', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(broken);
  const events = Array.from({ length: 4 }, () => world.event());
  for (const event of events) await world.happens(event);
  expect((await world.endpoints.find(endpoint.id))!.failing!.attempts).toBeGreaterThanOrEqual(5);
});

test('two runs of the schedule at once give an endpoint one probe', async () => {
  const world = new WebhookWorld();
  const endpoint = await world.listens(broken);
  for (let count = 0; count < 6; count++) await world.happens();
  world.now = new Date(Date.parse((await world.endpoints.find(endpoint.id))!.turnAt!) + 1);
  world.handedOver.length = 0;
  await Promise.all([world.schedule(), world.schedule()]);
  expect(world.handedOver.filter(({ isProbe }) => isProbe)).toHaveLength(1);
});

test('a schedule that cannot hand over says so, and goes on with the next endpoint', async () => {
  const world = new WebhookWorld();
  const [one, two] = [await world.listens(broken), await world.listens(broken)];
  for (let count = 0; count < 6; count++) await world.happens();
  world.now = new Date(world.now.getTime() + 3_600_000);
  Reflect.set(world, 'handOver', () => Promise.reject(new Error('throttled')));
  const { failures, turns } = await world.schedule();
  expect(turns).toBe(2);
  expect(failures.map(({ id }) => id)).toEqual(expect.arrayContaining([one.id, two.id]));
});
