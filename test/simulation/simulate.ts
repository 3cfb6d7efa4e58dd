import { audit } from './books/audit.ts';
import type { Books, Violation } from './books/books.ts';
import { type Reading, readBooks } from './books/read-books.ts';
import { Cloud } from './cloud/cloud.ts';
import { pause } from './cloud/http.ts';
import { startOwnCloud } from './cloud/own-cloud.ts';
import { Life } from './life/life.ts';
import { readOptions } from './options.ts';
import { planOf, twinOf } from './plan/plan-of.ts';
import { writeCounts, writeTroubles, writeViolations } from './report.ts';
import { letLive } from './run.ts';

/**
 * npm run simulate -- --seed 7 --payments 300 [--buyers 12] [--cloud .local] [--only 42]
 *
 * A shop's life under bad luck: buyers pay, think again and walk away, while notifications are lost,
 * repeated, late and forged, providers and AWS fail, and functions die. In the end the providers'
 * books and the shop's must say the same. What happens to a payment follows from seed and index
 * alone; ends with 1 when a promise does not hold.
 */
const secondLookMs = 10_000;
const options = readOptions(process.argv.slice(2));
const { seed, only } = options;
const indexes =
  only === undefined ? Array.from({ length: options.payments }, (_, index) => index) : alone(only);
const plans = indexes.map((index) => planOf(seed, index));
if (only !== undefined) console.log(JSON.stringify(plans, null, 2));

const directory = options.cloud ?? '.local/simulation';
const own = options.cloud === undefined ? await startOwnCloud(directory) : undefined;
try {
  await simulate();
} finally {
  await own?.stop();
}
process.exit();

/** One payment, and the one that pays for the same order. */
function alone(index: number): number[] {
  const twin = twinOf(planOf(seed, index));
  return twin === undefined ? [index] : [index, twin];
}

async function simulate(): Promise<void> {
  const cloud = new Cloud(directory);
  const run = `s${seed}-${Date.now().toString(36)}`;
  const lives = plans.map((plan) => new Life(cloud, run, plan));
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const dayEndedAt = await letLive(cloud, lives, options.buyers, (what) =>
    console.log(`${seconds().toFixed(0).padStart(5)} s  ${what}`),
  ).then(() => seconds());
  const { books, found } = await lookTwice({ cloud, run, lives, isAlone: own !== undefined });
  const violations: Violation[] = [...found, ...lives.flatMap(surprisesOf)];
  const rate = (lives.length / dayEndedAt).toFixed(1);
  console.log(writeCounts(books));
  const outcomes = await Promise.all(lives.map((life) => life.endFaults()));
  console.log(writeTroubles(outcomes.flat()));
  console.log(`  ${lives.length} payments in ${seconds().toFixed(0)} s, ${rate} a second`);
  if (violations.length === 0) {
    console.log('The books agree: every charge has its payment, every payment its invoice.');
    return;
  }
  console.error(writeViolations(violations, lives, options));
  process.exitCode = 1;
}

/** What seems wrong is looked at once more: a last invoice may be on its way on a busy machine. */
async function lookTwice(reading: Reading): Promise<{ books: Books; found: Violation[] }> {
  const books = await readBooks(reading);
  const found = audit(books);
  if (found.length === 0) return { books, found };
  await pause(secondLookMs);
  const later = await readBooks(reading);
  return { books: later, found: audit(later) };
}

function surprisesOf({ surprises, payment }: Life): Violation[] {
  return surprises.map((what) => ({ paymentId: payment?.id, what }));
}
