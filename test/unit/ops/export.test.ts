import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operate } from './shop.ts';

const content = 'Numéro;Client\r\n';

const ready = {
  status: 'ready',
  progress: { done: 2, total: 2 },
  fileName: 'factures.csv',
  rows: 1,
  sha256: createHash('sha256').update(content).digest('hex'),
  leftOut: 0,
  reason: null,
  url: 'https://files.example/factures.csv',
};

/** Answers one after the other, and sends the file from its link. */
function answering(...answers: object[]) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    const { host, pathname, search } = new URL(String(input));
    if (host === 'files.example') return new Response(content);
    asked.push(`${pathname}${search}`);
    const answer = answers.shift() ?? ready;
    const status = 'status' in answer && answer.status === 'ready' ? 302 : 202;
    return Response.json(answer, { status });
  };
  return { asked, fetch };
}

const preparing = { ...ready, status: 'preparing', progress: { done: 1, total: 2 }, url: null };

const out = (): string => join(tmpdir(), `export-${process.pid}-${Math.random()}.csv`);

test('an export is waited for, downloaded, and compared with its checksum', async () => {
  const { asked, fetch } = answering(preparing, preparing);
  const path = out();
  const words = ['export', 'invoices', '--year', '2026', '--point', '--refresh', '--out', path];
  const { text, exitCode } = await operate(words, { fetch });
  expect([exitCode, text]).toEqual([0, `${path}: 1 rows, 16 bytes, SHA-256 ${ready.sha256}`]);
  expect(readFileSync(path, 'utf8')).toBe(content);
  const query = '/v1/admin/exports/invoices?year=2026&decimal=point';
  expect(asked).toEqual([`${query}&refresh=true`, query, query]);
});

test('programs read one line of JSON', async () => {
  const path = out();
  const { text } = await operate(['export', 'fec', '--out', path, '--json'], answering());
  expect(JSON.parse(text)).toEqual({
    path,
    rows: 1,
    bytes: 16,
    sha256: ready.sha256,
    leftOut: 0,
  });
});

test('what was left out is said', async () => {
  const words = ['export', 'fec', '--out', out()];
  const { text } = await operate(words, answering({ ...ready, leftOut: 2 }));
  expect(text).toContain('2 left out');
});

test('a file that did not come whole is not kept', async () => {
  const path = out();
  const wrong = { ...ready, sha256: 'a'.repeat(64) };
  const { exitCode, text } = await operate(['export', 'fec', '--out', path], answering(wrong));
  expect([exitCode, text]).toEqual([1, 'FAILED: the file did not come whole; try again']);
  expect(() => readFileSync(path)).toThrow('ENOENT');
});

test('an export that cannot be written says why', async () => {
  const failed = { ...ready, status: 'failed', reason: 'too_large', url: null };
  const { exitCode, text } = await operate(
    ['export', 'pdf', '--month', '2026-11'],
    answering(failed),
  );
  expect([exitCode, text]).toEqual([1, 'FAILED: too_large']);
});

test.each([[['export']], [['export', 'salaries']]])('%j is a wrong command line', async (words) => {
  expect((await operate(words, answering())).exitCode).toBe(2);
});
