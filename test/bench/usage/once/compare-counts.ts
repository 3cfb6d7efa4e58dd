import { recountEvents } from '#domain/billing-periods/recount-events';
import { type Month, monthAt } from '#domain/calendar/month';
import { counterId } from '#domain/usage/counter';
import { Table } from '#stores/table';
import { DynamoCounterReader } from '#stores/usage/counter-reader';
import { api, token } from '#test/cloud';
import { type EngineClients, tableNamed } from '../../cloud/engine-clients.ts';
import { sum } from '../../statistics.ts';
import type { MeteredAccount, TimedEvent } from '../report-events.ts';
import { type Counts, countsByMonth, countsOf } from './counts.ts';
import { type ReceiveDays, rawEvents } from './replay-queue.ts';

/** How far counts are apart from what was sent, added up over all of them: 0 when each is right. */
export type Difference = { events: number; bytes: number };

/** Of the counters, of what recounting finds, and of what the API answers. */
export type Differences = { counters: Difference; recount: Difference; api: Difference };

export type Counted = {
  distinct: readonly TimedEvent[];
  accounts: readonly MeteredAccount[];
  days: ReceiveDays;
};

/** Compares what was counted with the distinct events that were sent, in three ways. */
export async function compareCounts(
  clients: EngineClients,
  { distinct, accounts, days }: Counted,
): Promise<Differences> {
  const expected = countsOf(distinct, accounts);
  const months = [...new Set(distinct.map(({ time }) => monthAt(Date.parse(time), 'UTC')))].sort();
  const byMonth = countsByMonth(distinct, months);
  return {
    counters: differenceOf(expected, await countersOf(clients, accounts, months)),
    recount: differenceOf(expected, await recountOf(clients, accounts, days)),
    api: differenceOf(byMonth, await answersOf(accounts, months, byMonth)),
  };
}

function differenceOf(expected: Counts, found: Counts): Difference {
  const nothing = { events: 0, bytes: 0 };
  const pairs = [...new Set([...expected.keys(), ...found.keys()])].map(
    (id) => [expected.get(id) ?? nothing, found.get(id) ?? nothing] as const,
  );
  return {
    events: sum(pairs.map(([a, b]) => Math.abs(a.events - b.events))),
    bytes: sum(pairs.map(([a, b]) => Math.abs(a.bytes - b.bytes))),
  };
}

async function countersOf(
  clients: EngineClients,
  accounts: readonly MeteredAccount[],
  months: readonly Month[],
): Promise<Counts> {
  const table = new Table(clients.dynamodb, await tableNamed('Usage', clients));
  const reader = new DynamoCounterReader(table);
  const counts: Counts = new Map();
  for (const { id: customerId } of accounts)
    for (const month of months)
      for await (const counter of reader.read({ customerId, month }))
        counts.set(counterId(counter), counter);
  return counts;
}

const identitiesMax = 1_000_000;

async function recountOf(
  clients: EngineClients,
  accounts: readonly MeteredAccount[],
  receiveDays: ReceiveDays,
): Promise<Counts> {
  const customerIds = new Set(accounts.map(({ id }) => id));
  const recount = await recountEvents(await rawEvents(clients), {
    receiveDays,
    customerIds,
    identitiesMax,
  });
  return new Map([...recount.values()].flatMap(({ counters }) => [...counters]));
}

/** The API tells bytes alone; the number of events is taken as it should be. */
async function answersOf(
  accounts: readonly MeteredAccount[],
  months: readonly Month[],
  expected: Counts,
): Promise<Counts> {
  const counts: Counts = new Map();
  const headers = await token({ role: 'admin' });
  for (const { id } of accounts)
    for (const month of months) {
      const path = `/v1/usage?customerId=${id}&month=${month}`;
      const { status, text, body } = await api('GET', path, { headers, asGuest: true });
      if (status !== 200) throw new Error(`${path} was answered with ${status} ${text}`);
      for (const meter of ['traffic', 'storage'])
        for (const { projectId, bytes } of body.meters[meter].projects) {
          const name = [meter, projectId, month].join('#');
          counts.set(name, { events: expected.get(name)?.events ?? 0, bytes });
        }
    }
  return counts;
}
