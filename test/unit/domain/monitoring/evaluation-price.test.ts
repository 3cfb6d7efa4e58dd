import { createHash, randomBytes } from 'node:crypto';
import { type CountedSlot, emptySlot } from '#domain/monitoring/counted-slot';
import { noCounts, slotMs } from '#domain/monitoring/counters';
import { evaluateAlerts } from '#domain/monitoring/evaluate-alerts';
import { watchedBy } from '#domain/monitoring/read-watched';
import { rules } from '#domain/monitoring/rules/index';
import { DynamoAlertStore } from '#stores/alert-store';
import { DynamoCounterStore } from '#stores/counter-store';
import { DynamoSwitchStore } from '#stores/switch-store';
import { Table } from '#stores/table';
import { DynamoTroubleStore } from '#stores/trouble-store';
import { MemoryTable } from '#test/memory-table';
import { aWatched, evaluatedAt } from '#test/watched';
import { defaultThresholds } from '#vocabulary/alerts';
import { itemBytes } from '../../../../local/cloud/gateway/services/item-bytes.ts';
import { prices } from '../../../bench/cost/prices.ts';

const evaluationsOfYear = 365 * 24 * 12;

/** Billed for an evaluation, with room: it takes 60 ms in the local cloud. */
const [memoryGb, seconds, logBytes] = [0.5, 0.25, 1_500] as const;

type Wire = Parameters<typeof itemBytes>[0];
type Sent = { constructor: { name: string }; input: { ConsistentRead?: boolean; Item?: Wire } };

/** The table in memory, which counts what AWS would bill. */
function meteredTable(memory: MemoryTable) {
  const units = { read: 0, write: 0 };
  const meter = async (command: Sent) => {
    const { name } = command.constructor;
    const answer = (await memory.send(command as never)) as { Items?: Wire[]; Item?: Wire };
    const bytes = [...(answer.Items ?? []), ...(answer.Item ? [answer.Item] : [])];
    const read = Math.max(
      1,
      Math.ceil(bytes.reduce<number>((sum, one) => sum + itemBytes(one), 0) / 4096),
    );
    if (name === 'QueryCommand' || name === 'GetItemCommand')
      units.read += command.input.ConsistentRead ? read : read / 2;
    else units.write += Math.ceil(itemBytes(command.input.Item ?? {}) / 1024);
    return answer;
  };
  return { units, table: new Table({ send: meter } as never, 'main') };
}

/** As the counters hold it: two providers, all durations, and a mark for each of three facts. */
function aSlotOf(payments: number, at: string): CountedSlot {
  const counts = { ...noCounts, initiated: payments, completed: payments, volumeMinor: 46_800 };
  const buckets = Object.fromEntries(
    Array.from({ length: Math.min(25, payments) }, (_, bucket) => [String(bucket - 20), 1]),
  );
  const measured = { buckets, sumMs: 9_000 };
  const marks = Array.from({ length: 3 * payments }, (_, index) =>
    createHash('sha256').update(`${at}${index}`).digest().subarray(0, 8).toString('base64url'),
  );
  return {
    ...emptySlot(at),
    series: { 'stripe#card#EUR': counts, 'paypal#paypal#EUR': counts },
    latencies: {
      'response#stripe': measured,
      'settling#stripe': measured,
      'invoicing#stripe': measured,
      'acknowledgement#stripe': measured,
      'drawing#stripe': measured,
    },
    seen: new Set(marks),
    version: 1,
  };
}

async function dollarsOfYear(paymentsPerSlot: number): Promise<number> {
  const memory = new MemoryTable();
  const now = () => evaluatedAt;
  for (let slot = 1; slot <= 72 && paymentsPerSlot > 0; slot++) {
    const at = new Date(evaluatedAt.getTime() - slot * slotMs).toISOString();
    await new DynamoCounterStore(memory.table, now).save(aSlotOf(paymentsPerSlot, at));
  }
  const { units, table } = meteredTable(memory);
  const { timeZone, businessHours, sites } = aWatched();
  const watch = watchedBy({
    ...{ timeZone, businessHours, sites, thresholds: defaultThresholds },
    counters: new DynamoCounterStore(table, now),
    troubles: new DynamoTroubleStore(table),
    switches: new DynamoSwitchStore(table),
  });
  const alerts = new DynamoAlertStore(table);
  const deps = {
    alerts,
    rules,
    watch,
    thresholds: defaultThresholds,
    randomBytes,
    pause: async () => {},
  };
  const dueAt = new Date(evaluatedAt.getTime() + 90_000);
  const outcome = await evaluateAlerts(deps, { dueAt, requestId: 'request-1' });
  expect(outcome).toMatchObject({ kind: 'judged', failures: [] });
  const usd =
    units.read * prices.dynamodbReadUnit.usd +
    units.write * prices.dynamodbWriteUnit.usd +
    prices.lambdaRequest.usd +
    memoryGb * seconds * prices.lambdaGbSecond.usd +
    (logBytes / 1e9) * prices.logsGigabyte.usd;
  return usd * evaluationsOfYear;
}

test.each([0, 1, 8, 40])(
  'a year of evaluations costs less than a dollar in a shop with %d payments in five minutes',
  async (payments) => {
    expect(await dollarsOfYear(payments)).toBeLessThan(1);
  },
);
