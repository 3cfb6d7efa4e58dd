import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { type Command, type Given, textFlag } from './command.ts';
import type { ExitCode, Operator } from './operator.ts';
import { UsageError } from './usage-error.ts';

const usage = `npm run ops -- export invoices [--year 2026] [--from DAY] [--to DAY] [--status paid] [--point]
npm run ops -- export pdf --month 2026-11
npm run ops -- export fec [--year 2026]
  --out FILE  where to write it; by default under its own name, here
  --refresh   anew, even if it was written today
  --json      prints one line of JSON`;

const kinds = ['invoices', 'pdf', 'fec'];

/** How far an export is, as the API answers it. */
type Export = {
  status: 'preparing' | 'ready' | 'failed';
  progress: { done: number; total: number | null };
  fileName: string;
  rows: number;
  bytes: number;
  sha256: string;
  leftOut: number;
  reason: string | null;
  url: string;
};

/** Gets a file for the accountant, and checks that it came whole. */
export const exportCommand: Command = {
  summary: 'write invoices, their PDFs or the accounting entries (FEC) into a file',
  usage,
  flags: {
    year: { type: 'string' },
    month: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    status: { type: 'string' },
    point: { type: 'boolean' },
    out: { type: 'string' },
    refresh: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  positionalsMax: 1,
  async run(operator, given) {
    const [kind] = given.positionals;
    if (kind === undefined || !kinds.includes(kind)) throw new UsageError(usage);
    const found = await prepared(operator, kind, given);
    return found.status === 'failed' ? complain(operator, found) : save(operator, found, given);
  },
};

async function prepared(operator: Operator, kind: string, given: Given): Promise<Export> {
  const { api, showProgress, pause } = operator;
  const ask = (query: URLSearchParams) =>
    api.ask<Export>({ method: 'GET', path: `/v1/admin/exports/${kind}?${query}` });
  let found = await ask(queryOf(given, { isFirst: true }));
  while (found.status === 'preparing') {
    const { done, total } = found.progress;
    if (total !== null) showProgress(done, total);
    await pause(2_000);
    found = await ask(queryOf(given, { isFirst: false }));
  }
  return found;
}

function queryOf(given: Given, { isFirst }: { isFirst: boolean }): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of ['year', 'month', 'from', 'to', 'status']) {
    const value = textFlag(given, name);
    if (value !== undefined) query.set(name, value);
  }
  if (given.flags.point) query.set('decimal', 'point');
  if (given.flags.refresh && isFirst) query.set('refresh', 'true');
  return query;
}

function complain({ say }: Operator, { reason }: Export): ExitCode {
  say(`FAILED: ${reason}`);
  return 1;
}

async function save({ fetch, say }: Operator, found: Export, given: Given): Promise<ExitCode> {
  const { fileName, rows, sha256, leftOut } = found;
  const answer = await fetch(found.url);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const isWhole = answer.ok && createHash('sha256').update(bytes).digest('hex') === sha256;
  if (!isWhole) {
    say('FAILED: the file did not come whole; try again');
    return 1;
  }
  const path = textFlag(given, 'out') ?? fileName;
  writeFileSync(path, bytes);
  if (given.flags.json) say(JSON.stringify({ path, rows, bytes: bytes.length, sha256, leftOut }));
  else {
    say(`${path}: ${rows} rows, ${bytes.length} bytes, SHA-256 ${sha256}`);
    if (leftOut > 0) say(`${leftOut} left out: see docs/exports.md`);
  }
  return 0;
}
