import { jest } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { logger } from '#runtime/log';
import { SettableClock } from '#test/clock';
import { MemoryTable } from '#test/memory-table';
import { retainingIn, storeGuest, storeOrder } from '#test/retention';
import { createHandler } from '../../../functions/customers/apply-retention/handler.ts';

const dueAt = '2030-06-15T09:15:00Z';
const run = { schedule: 'apply-retention', dueAt };
const context = { awsRequestId: 'request-run' } as Context;

async function setup() {
  const { table } = new MemoryTable();
  const said: string[] = [];
  for (const level of ['info', 'error'] as const)
    jest.spyOn(logger, level).mockImplementation((...words: unknown[]) => {
      said.push(JSON.stringify(words));
    });
  const guest = await storeGuest(table, '2027-05-01T10:00:00.000Z');
  const order = await storeOrder(table, '2030-03-01T10:00:00.000Z');
  return { deps: retainingIn(table, new SettableClock(dueAt).now), said, guest, order };
}

afterEach(() => jest.restoreAllMocks());

test('a run says in one line what it did, by number, and names nobody', async () => {
  const { deps, said, guest, order } = await setup();
  await createHandler(deps)(run, context);
  const lines = said.filter((line) => line.includes('retention applied'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)[1]).toMatchObject({
    counts: { customersErased: 1, ordersForgotten: 1, erasuresTakenUp: 0 },
    ids: { customersErased: [guest.id], ordersForgotten: [order.id] },
    yearsOfDocumentsDue: [],
  });
  for (const word of [guest.name, guest.email, order.buyer.name, order.buyer.email])
    expect(said.join()).not.toContain(word);
});

test('a run of which a part failed is tried again, and rings', async () => {
  const { deps, said } = await setup();
  const unfinished = { ...deps.unfinished, exports: () => Promise.reject(new Error('outage')) };
  const handler = createHandler({ ...deps, unfinished });
  await expect(handler(run, context)).rejects.toThrow('1 parts of the retention failed');
  expect(said.find((line) => line.includes('not applied'))).toContain('"part":"exports"');
});
