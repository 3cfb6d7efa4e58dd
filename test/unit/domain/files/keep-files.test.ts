import fc from 'fast-check';
import { keepFiles } from '#domain/files/keep-files';
import type { OrderFile } from '#domain/files/order-file';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { KillSwitch, momentsOf, ProcessKilled } from '#test/crash';
import { MemoryOrderStore } from '#test/memory-order-store';
import { MemoryStoredFiles } from '#test/memory-stored-files';
import { anOrderFile, aPdf } from '#test/order-files';
import { aStoredOrder } from '#test/orders';

const page = Buffer.from('<script>love');

/** What a browser has sent, if anything, and what becomes of it. */
const fates = {
  right: { bytes: aPdf, status: 'kept', reason: undefined },
  absent: { bytes: undefined, status: 'missing', reason: undefined },
  longer: { bytes: Buffer.concat([aPdf, aPdf]), status: 'refused', reason: 'size_differs' },
  lying: {
    bytes: Buffer.concat([page, Buffer.from('!')]),
    status: 'refused',
    reason: 'type_differs',
  },
} as const;

type Fate = keyof typeof fates;

async function setup(wanted: readonly Fate[]) {
  const orders = new MemoryOrderStore();
  const files = new MemoryStoredFiles();
  const announced = wanted.map((_, index) => anOrderFile({ id: `file_${index}` }));
  const order = await orders.createOrGet(
    aStoredOrder({ status: 'in_progress', paidBy: 'pay_1', files: announced }),
  );
  wanted.forEach((fate, index) => {
    const { bytes } = fates[fate];
    if (bytes) files.upload({ orderId: order.id, fileId: `file_${index}` }, bytes);
  });
  const randomBytes = seededBytes('files');
  const { now } = new SettableClock('2026-11-21T10:06:00.000Z');
  const deps = { orders, files, now, randomBytes, pause: noPause };
  const paid = { orderId: order.id, paymentId: 'pay_1', requestId: 'request-1' };
  const stored = async (): Promise<OrderFile[]> => (await orders.find(order.id))!.files!;
  const told = () => [...orders.outbox.values()].map(({ type, data }) => ({ type, data }));
  return { deps, orders, files, order, paid, stored, told };
}

const expectJudged = async (
  { stored, told, files, order }: Awaited<ReturnType<typeof setup>>,
  wanted: readonly Fate[],
) => {
  expect((await stored()).map(({ status, reason }) => ({ status, reason }))).toEqual(
    wanted.map((fate) => ({ status: fates[fate].status, reason: fates[fate].reason })),
  );
  const right = wanted.flatMap((fate, index) => (fate === 'right' ? [`file_${index}`] : []));
  expect([...(await files.kept(order.id))].sort()).toEqual(right.sort());
  expect(files.uploads.size).toBe(0);
  const isComplete = right.length === wanted.length;
  expect(told()).toEqual(
    isComplete
      ? []
      : [{ type: 'order.files_lacking', data: { orderId: order.id, paymentId: 'pay_1' } }],
  );
};

test('what is as announced is kept; the order says what became of the rest, and somebody is told once', async () => {
  const wanted = ['right', 'absent', 'longer', 'lying', 'right'] as const;
  const world = await setup(wanted);
  await keepFiles(world.deps, world.paid);
  await expectJudged(world, wanted);
  expect((await world.orders.find(world.order.id))!.status).toBe('in_progress');
});

test('the same news again changes nothing', async () => {
  const wanted = ['right', 'lying'] as const;
  const world = await setup(wanted);
  await keepFiles(world.deps, world.paid);
  const before = await world.orders.find(world.order.id);
  await keepFiles(world.deps, world.paid);
  expect(await world.orders.find(world.order.id)).toEqual(before);
  await expectJudged(world, wanted);
});

test('whatever was uploaded and wherever the job dies, once or twice, the end is the same', async () => {
  const someFates = fc.array(fc.constantFrom<Fate>('right', 'absent', 'longer', 'lying'), {
    minLength: 1,
    maxLength: 3,
  });
  const calls = 15;
  const moment = fc.constantFrom(...momentsOf(calls));
  let killed = 0;
  await fc.assert(
    fc.asyncProperty(someFates, fc.array(moment, { maxLength: 2 }), async (wanted, deaths) => {
      const world = await setup(wanted);
      for (const death of [...deaths, undefined]) {
        const kill = new KillSwitch(death);
        const { orders, files } = world.deps;
        const deps = { ...world.deps, orders: kill.watch(orders), files: kill.watch(files) };
        await keepFiles(deps, world.paid).catch((error: unknown) => {
          if (!(error instanceof ProcessKilled)) throw error;
          killed += 1;
        });
      }
      await expectJudged(world, wanted);
    }),
    { numRuns: 300 },
  );
  expect(killed).toBeGreaterThan(50);
});

test('a copy counts when its upload has expired before anybody could mark it', async () => {
  const world = await setup(['right', 'absent']);
  const place = { orderId: world.order.id, fileId: 'file_0' };
  const { version } = (await world.files.uploaded(world.order.id)).get('file_0')!;
  await world.files.keep(place, version);
  await world.files.discard(place);
  await keepFiles(world.deps, world.paid);
  await expectJudged(world, ['right', 'absent']);
});

test('an upload that is replaced while it is judged is not kept unseen: the job tries again', async () => {
  const world = await setup(['right']);
  const { files, order } = world;
  const firstBytes = files.firstBytes.bind(files);
  files.firstBytes = async (...asked) => {
    const bytes = await firstBytes(...asked);
    files.upload({ orderId: order.id, fileId: 'file_0' }, page);
    return bytes;
  };
  await expect(keepFiles(world.deps, world.paid)).rejects.toThrow('PreconditionFailed');
  expect(files.copies.size).toBe(0);
  expect((await world.stored())[0]!.status).toBe('awaited');
});

test('who writes the order meanwhile loses nothing', async () => {
  const world = await setup(['right']);
  const { orders, order } = world;
  const save = orders.save.bind(orders);
  let isFirst = true;
  const busy = {
    find: orders.find.bind(orders),
    save: async (...asked: Parameters<typeof save>) => {
      if (isFirst) await save({ ...order, status: 'fulfilled', version: order.version + 1 }, {});
      isFirst = false;
      return save(...asked);
    },
  };
  await keepFiles({ ...world.deps, orders: busy }, world.paid);
  expect((await orders.find(order.id))!.status).toBe('fulfilled');
  await expectJudged(world, ['right']);
});

test('an order that is not stored is tried again', async () => {
  const { deps, paid } = await setup([]);
  await expect(keepFiles(deps, { ...paid, orderId: 'ord_lost' })).rejects.toThrow(/is stored/);
});
