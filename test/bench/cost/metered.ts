import { readdirSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { control } from '#test/cloud';
import type { MeterRow } from '../../../local/cloud/gateway/meter.ts';
import { directory } from '../cloud/bench-cloud.ts';
import { sum } from '../statistics.ts';
import { prices } from './prices.ts';

/** What the gateway has counted, and what the logs written meanwhile cost. */
export type Metered = { rows: MeterRow[]; logsUsd: number };

/** Counts what is done, and all that comes of it until everything is at rest, as it must be before. */
export async function metered(
  act: () => Promise<unknown>,
  atRest: () => Promise<void>,
): Promise<Metered> {
  await control('POST', '/meter/reset');
  const logBytesBefore = logBytes();
  await act();
  await atRest();
  const rows: MeterRow[] = await control('GET', '/meter');
  return { rows, logsUsd: ((logBytes() - logBytesBefore) / 1e9) * prices.logsGigabyte.usd };
}

type Waiting = { name: string; visible: number; inFlight: number; delayed: number };

/** Its digest waits for the end of the hour, which no payment of a busy hour pays alone. */
const waitsForTheHour = 'send-message';

/** Waits until no message lies anywhere; what was put off is part of the price. */
export async function queuesAtRest(): Promise<void> {
  for (;;) {
    const queues: Waiting[] = await control('GET', '/queues');
    const waiting = sum(
      queues.map(
        ({ name, visible, inFlight, delayed }) =>
          visible + inFlight + (name === waitsForTheHour ? 0 : delayed),
      ),
    );
    // What is written last is yet to be written.
    await sleep(200);
    if (waiting === 0) return;
  }
}

function logBytes(): number {
  const folder = `${directory}/logs`;
  return sum(readdirSync(folder).map((file) => statSync(`${folder}/${file}`).size));
}
