import type { Cloud } from './cloud/cloud.ts';
import { inParallel } from './in-parallel.ts';
import { closeDuplicates } from './life/close-duplicates.ts';
import type { Life } from './life/life.ts';
import { TimePasses } from './time-passes.ts';

const hour = 60;

/** A letter box that is emptied so often stays small. */
const lettersEveryPayments = 250;

/** How often the schedule runs while the shop is open; in the cloud it is every five minutes. */
const scheduleEveryMs = 15_000;

/** Lets everybody live: the day, the evening, and the day after, when nothing is left to find out. */
export async function letLive(
  cloud: Cloud,
  lives: readonly Life[],
  buyers: number,
  say: (what: string) => void,
): Promise<void> {
  await openShop(cloud, lives, buyers, say);
  const time = new TimePasses(cloud);
  await time.until(16);
  await time.until(1.05 * hour);
  say('the shop has given up what was not paid');
  await inParallel(lives, buyers, (life) => life.evening());
  await inParallel(lives, buyers, async (life) => void (await life.endFaults()));
  await time.untilQuiet();
  say('late money has come; no more bad luck');
  await time.findMissed();
  await closeDuplicates(cloud, lives);
  for (const hours of [2, 8, 26, 32]) await time.withProvidersUntil(hours * hour);
  const moved = await time.redrive();
  say(`a day and a half have passed; ${moved} dead letters were sent again`);
}

async function openShop(
  cloud: Cloud,
  lives: readonly Life[],
  buyers: number,
  say: (what: string) => void,
): Promise<void> {
  const schedule = setInterval(() => {
    cloud.control('POST', '/schedules/reconcile-payments', {}).catch(() => {});
  }, scheduleEveryMs);
  let lived = 0;
  await inParallel(lives, buyers, async (life) => {
    await life.day();
    lived += 1;
    if (lived % lettersEveryPayments === 0) {
      await cloud.emptyMailbox();
      say(`${lived} payments have had their day`);
    }
  });
  clearInterval(schedule);
  say('the day is over');
}
