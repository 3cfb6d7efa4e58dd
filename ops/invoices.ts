import type { Verification } from '#domain/invoices/verify-year';
import { type Command, textFlag } from './command.ts';
import type { Operator } from './operator.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run ops -- invoices verify [--year YYYY] [--json]
  Proves the invoices, credit notes and deposits of a year (this one when left out): no gap and no
  duplicate in a series, contents and files that equal their hashes, each document joined to the one
  before it, dates that never go back, counters and sums that agree. The exit code is 1 on a break.
  It reads every document: some minutes for hundreds of thousands. It needs AWS credentials that may
  invoke functions, and no token.`;

/** One invocation may take as long; the next one goes on from there. */
const secondsMax = 60;

/** Proves what was issued. */
export const invoices: Command = {
  summary: 'prove that no invoice of a year is missing or was changed',
  usage,
  flags: { year: { type: 'string' }, json: { type: 'boolean' } },
  positionalsMax: 1,
  async run(operator, given) {
    const year = textFlag(given, 'year') ?? String(operator.now().getUTCFullYear());
    if (given.positionals[0] !== 'verify' || !/^\d{4}$/.test(year)) throw new UsageError(usage);
    const found = await verified(operator, year);
    if (given.flags.json) operator.say(JSON.stringify({ year, ...found }));
    else for (const line of linesOf(year, found)) operator.say(line);
    return found.ok ? 0 : 1;
  },
};

async function verified({ target, now }: Operator, year: string): Promise<Verification> {
  const event = { schedule: 'verify-invoices', dueAt: now().toISOString(), year, secondsMax };
  let found: unknown;
  do found = await target.invoke('invoices/verify-invoices', event);
  while (found === null);
  return found as Verification;
}

const reasons: Record<Verification['breaks'][number]['why'], string> = {
  gap: 'no document has this number',
  duplicate: 'two documents have this number',
  content: 'its content is not the one that was issued',
  unreadable: 'its row cannot be read',
  chain: 'it does not name the document before it',
  date: 'it is dated before the document before it',
  file_missing: 'its file is not in the bucket',
  file_changed: 'its file is not the one that was stored',
  counter: 'the counter of its series says something else',
  sums: 'the sums of its series differ from its documents',
};

function linesOf(year: string, { documents, bytes, ...found }: Verification): string[] {
  const { breaks, breakCount, unknownBefore } = found;
  const mean = documents > 0 ? `, ${Math.round(bytes / documents / 1_000)} kB each` : '';
  return [
    ...breaks.map(
      ({ number, to, why }) => `${to ? `${number} to ${to}` : number}: ${reasons[why]}`,
    ),
    ...(breakCount > breaks.length ? [`… and ${breakCount - breaks.length} more`] : []),
    ...unknownBefore.map(
      (number) => `${number}: what came before it in its series is not known here`,
    ),
    `${year}: ${documents} documents${mean}: ${breakCount === 0 ? 'all sound' : `${breakCount} BROKEN`}`,
  ];
}
