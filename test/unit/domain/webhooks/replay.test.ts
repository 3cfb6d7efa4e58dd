import type { Delivery } from '#domain/webhooks/delivery';
import {
  askForReplay,
  type ReplayWish,
  replayDeliveries,
  replayDelivery,
} from '#domain/webhooks/replay';
import { anAct } from '#test/audits';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { MemoryDeliveryStore } from '#test/memory-delivery-store';
import { MemoryWebhookEndpointStore } from '#test/memory-webhook-endpoint-store';
import { aDelivery, anEndpoint } from '#test/webhooks';
import type { EventData } from '#vocabulary/events';

const range = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-20T23:59:59.000Z' };

const minute = (index: number) => new Date(Date.parse(range.from) + index * 60_000).toISOString();

async function setup({ deliveries: wanted = 1, ...changes }: { deliveries?: number } = {}) {
  const endpoints = new MemoryWebhookEndpointStore();
  const deliveries = new MemoryDeliveryStore();
  const endpoint = anEndpoint({ id: 'we_1', ...changes });
  endpoints.endpoints.set('we_1', endpoint);
  const clock = new SettableClock('2026-11-21T10:10:00.000Z');
  const make = async (of: Partial<Delivery>) => {
    const delivery = aDelivery({ endpointId: 'we_1', state: 'failed', tried: 10, ...of });
    await deliveries.create(delivery);
    return delivery;
  };
  const made: Delivery[] = [];
  for (let index = 0; index < wanted; index++) made.push(await make({ occurredAt: minute(index) }));
  const deps = {
    endpoints,
    deliveries,
    pause: noPause,
    now: clock.now,
    randomBytes: seededBytes('replay'),
  };
  const ask = (wish: Partial<ReplayWish> = {}, isDry = false) =>
    askForReplay(
      deps,
      { wish: { endpointId: 'we_1', state: 'failed', ...range, ...wish }, isDry },
      anAct({ now: clock.now() }),
    );
  const asked = () => endpoints.outbox.at(-1)!.data as EventData['webhook_endpoint.replay_asked'];
  const run = () => replayDeliveries(deps, asked(), 'request-1');
  const stored = ({ endpointId, eventId }: Delivery) => deliveries.find({ endpointId, eventId });
  return { endpoints, deliveries, deps, clock, make, made, ask, asked, run, stored };
}

describe('a range that is sent once more', () => {
  test('is put back into the line with its ids and bytes, and the line moves at once', async () => {
    const { endpoints, ask, run, made, stored, deliveries } = await setup({ deliveries: 3 });
    expect(await ask()).toEqual({ count: 3, isMore: false });
    expect(await run()).toEqual({ replayed: 3, outcome: 'done' });
    for (const before of made)
      expect(await stored(before)).toMatchObject({
        eventId: before.eventId,
        body: before.body,
        state: 'pending',
        isWaiting: true,
        tried: 0,
      });
    const line = await deliveries.waitingFor('we_1', 10);
    expect(line.map(({ eventId }) => eventId)).toEqual(made.map(({ eventId }) => eventId));
    expect((await endpoints.find('we_1'))?.turnAt).toBe('2026-11-21T10:10:00.000Z');
    expect(endpoints.audit).toMatchObject([
      { action: 'webhook_deliveries.replayed', after: { ...range, state: 'failed' } },
    ]);
  });

  test('takes only what is in it, and in the state that was asked for', async () => {
    const { ask, run, make, stored } = await setup({ deliveries: 0 });
    const failed = await make({ occurredAt: minute(1) });
    const skipped = await make({ occurredAt: minute(2), state: 'skipped' });
    const delivered = await make({ occurredAt: minute(3), state: 'delivered' });
    const later = await make({ occurredAt: '2026-11-21T00:00:01.000Z' });
    expect(await ask({ state: 'skipped' })).toMatchObject({ count: 1 });
    await run();
    expect((await stored(skipped))?.state).toBe('pending');
    for (const other of [failed, delivered, later]) expect(await stored(other)).toEqual(other);
    expect(await ask({ state: 'all' }, true)).toMatchObject({ count: 2 });
  });

  test('of a dry run is only counted', async () => {
    const { endpoints, ask, made, stored } = await setup({ deliveries: 2 });
    expect(await ask({}, true)).toEqual({ count: 2, isMore: false });
    expect([endpoints.audit, endpoints.outbox]).toEqual([[], []]);
    expect(await stored(made[0]!)).toEqual(made[0]);
  });

  test('leaves out a body that was erased with its person', async () => {
    const { ask, make } = await setup({ deliveries: 0 });
    await make({ occurredAt: minute(1), body: undefined });
    expect(await ask({}, true)).toMatchObject({ count: 0 });
  });

  test('is put back once, however often the run is repeated', async () => {
    const { ask, run, made, stored, clock, deliveries } = await setup({ deliveries: 2 });
    await ask({ state: 'all' });
    clock.advance(1_000);
    await run();
    // It was sent before the run came again.
    const { isWaiting: _, ...again } = (await stored(made[0]!))!;
    const attempts = [{ at: clock.now().toISOString(), durationMs: 9, status: 200 }];
    await deliveries.save({ ...again, state: 'delivered', attempts, version: again.version + 1 });
    expect(await run()).toMatchObject({ replayed: 0 });
    expect((await stored(made[0]!))?.state).toBe('delivered');
  });

  test('that is long goes on in another run, from where it was, until all are sent', async () => {
    const { endpoints, deliveries, ask, asked, run, clock } = await setup({ deliveries: 250 });
    await ask();
    const between = deliveries.between.bind(deliveries);
    deliveries.between = async (...page) => {
      clock.advance(15_000);
      return between(...page);
    };
    expect(await run()).toEqual({ replayed: 200, outcome: 'handed over' });
    expect(asked().after).toBeDefined();
    expect(await run()).toEqual({ replayed: 50, outcome: 'done' });
    expect(endpoints.outbox).toHaveLength(2);
    expect(await deliveries.waitingFor('we_1', 300)).toHaveLength(250);
  });

  test('of an endpoint that was disabled or removed meanwhile is not gone on with', async () => {
    const { endpoints, ask, run } = await setup();
    await ask();
    const { version, ...rest } = (await endpoints.find('we_1'))!;
    await endpoints.save({ ...rest, state: 'disabled', version: version + 1 });
    expect(await run()).toMatchObject({ outcome: 'ignored' });
    endpoints.endpoints.clear();
    expect(await run()).toMatchObject({ outcome: 'ignored' });
  });

  test('cannot be asked for of an endpoint that is disabled or does not exist', async () => {
    const { endpoints, ask } = await setup();
    endpoints.endpoints.set('we_1', anEndpoint({ id: 'we_1', state: 'disabled' }));
    await expect(ask()).rejects.toMatchObject({ code: 'webhook_endpoint_disabled' });
    await expect(ask({ endpointId: 'we_2' })).rejects.toMatchObject({
      code: 'webhook_endpoint_not_found',
    });
  });
});

describe('one delivery that is sent once more', () => {
  const replay = (
    { deps }: Awaited<ReturnType<typeof setup>>,
    { endpointId, eventId }: Pick<Delivery, 'endpointId' | 'eventId'>,
  ) => replayDelivery(deps, { endpointId, eventId }, anAct());

  test('is put into the line, whatever became of it, and the line moves', async () => {
    const world = await setup();
    const again = await replay(world, world.made[0]!);
    expect(again).toMatchObject({ state: 'pending', isWaiting: true, tried: 0 });
    expect(await world.stored(world.made[0]!)).toEqual(again);
    expect((await world.endpoints.find('we_1'))?.turnAt).toBeDefined();
    expect(world.endpoints.audit).toMatchObject([
      {
        action: 'webhook_delivery.replayed',
        before: { state: 'failed' },
        after: { state: 'pending' },
      },
    ]);
  });

  test('is sent as it is while somebody else writes it', async () => {
    const world = await setup();
    const save = world.deliveries.save.bind(world.deliveries);
    let lost = 2;
    world.deliveries.save = async (delivery) => (lost-- > 0 ? 'stale' : save(delivery));
    expect(await replay(world, world.made[0]!)).toMatchObject({ isWaiting: true });
  });

  test('that waits already is left as it is', async () => {
    const world = await setup({ deliveries: 0 });
    const waits = await world.make({ state: 'pending', isWaiting: true });
    expect(await replay(world, waits)).toEqual(waits);
  });

  test('is refused when its body was erased, or nobody knows it', async () => {
    const world = await setup({ deliveries: 0 });
    const erased = await world.make({ body: undefined });
    await expect(replay(world, erased)).rejects.toMatchObject({ code: 'webhook_body_erased' });
    await expect(replay(world, { ...erased, eventId: 'evt_x' })).rejects.toMatchObject({
      code: 'webhook_delivery_not_found',
    });
  });
});
