import { gunzipSync, gzipSync } from 'node:zlib';
import type { Billed, Period, PeriodLine, Terms, UsedAmount } from '#domain/billing-periods/period';
import type { Sample } from '#domain/usage/counter';
import type { Meter } from '#domain/usage/usage-event';
import {
  binary,
  count,
  currency,
  instant,
  listOf,
  mapOf,
  mapWith,
  money,
  month,
  oneOf,
  optional,
  text,
  whole,
} from '../fields.ts';
import { CorruptRowError, stored } from '../stored.ts';
import type { Item } from '../table.ts';

const meter = oneOf('traffic', 'storage');
const ofEachMeter = mapWith<Record<Meter, number>>({ traffic: whole, storage: whole });

const billed = mapWith<Billed>({
  used: listOf(mapWith<UsedAmount>({ meter, projectId: text, amount: text })),
  gb: ofEachMeter,
});

const terms = mapWith<Terms>({
  planId: text,
  currency,
  limitBytes: ofEachMeter,
  pricePerGb: mapWith<Terms['pricePerGb']>({ traffic: optional(count), storage: optional(count) }),
});

const line = mapWith<PeriodLine>({
  kind: oneOf('overage', 'correction'),
  month,
  meter,
  projectId: text,
  gb: whole,
  unitPriceMinor: count,
  amount: money,
  days: mapOf(text),
});

const isPeriod = mapWith<Period>({
  customerId: text,
  month,
  from: instant,
  to: instant,
  closedAt: instant,
  terms,
  billed,
  gauges: mapOf(mapWith<Sample>({ measuredAt: instant, bytes: count })),
  corrected: mapOf(billed),
  lines: listOf(line),
  carriedIn: listOf(money),
  due: listOf(money),
  carriedOut: listOf(money),
  recount: oneOf('confirmed', 'flagged'),
});

const packedFrom = stored<{ packed: Uint8Array }>({ packed: binary });

/**
 * With its lines' days, a month of two hundred projects exceeds an item's limit (400 KB);
 * compressed it is a tenth.
 */
export const packed = (period: Period): Item => ({ packed: gzipSync(JSON.stringify(period)) });

/** @throws CorruptRowError for a row with an invalid period. */
export function periodFrom(item: Item): Period {
  const period: unknown = unpacked(item);
  if (!isPeriod(period)) throw new CorruptRowError(item, ['packed']);
  return period;
}

function unpacked(item: Item): unknown {
  const { packed } = packedFrom(item);
  try {
    return JSON.parse(gunzipSync(packed).toString());
  } catch {
    return undefined;
  }
}
