import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { as, type Headers } from '#test/callers';
import {
  api,
  eventually,
  initiate,
  invoiced,
  type Json,
  press,
  settledAs,
  signIn,
} from '#test/cloud';
import { brokenFecRules, fecRows } from '#test/fec-rules';
import { ops } from '#test/operator';

let finance: Headers;
let invoice: Json;
let creditNote: string;
const year = new Date().getUTCFullYear();
const month = new Date().toISOString().slice(0, 'YYYY-MM'.length);

beforeAll(async () => {
  finance = await signIn({ role: 'finance' });
  const payment = await initiate({
    customer: { name: '=cmd|calc', email: `exports-${Date.now()}@example.com` },
  });
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  ({ invoice } = await invoiced(payment.id));
  await api('POST', `/v1/payments/${payment.id}/refunds`, {
    body: { amount: 100, reason: 'broken' },
  });
  creditNote = await eventually(async () => {
    const { body } = await api('GET', `/v1/payments/${payment.id}`);
    return body.invoice.creditNotes?.[0]?.number;
  });
}, 60_000);

/** Asks until the file is there, and downloads it. */
async function exported(path: string): Promise<{ answer: Json; bytes: Buffer }> {
  const answer = await eventually(async () => {
    const { status, body, headers } = await as(finance, 'GET', `/v1/admin/exports/${path}`);
    if (status === 302) expect(headers.get('location')).toBe(body.url);
    return status === 302 ? body : undefined;
  });
  const file = await fetch(answer.url);
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(file.headers.get('content-disposition')).toContain(answer.fileName);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(answer.sha256);
  expect(bytes).toHaveLength(answer.bytes);
  return { answer, bytes };
}

test('the first request starts the export, and says how far it is', async () => {
  const { status, body, headers } = await as(
    finance,
    'GET',
    '/v1/admin/exports/invoices?decimal=point',
  );
  expect(status).toBe(202);
  expect(body).toMatchObject({ kind: 'invoices', status: 'preparing', url: null });
  expect(headers.get('retry-after')).toBe('5');
});

test('the table has every invoice and credit note of its days, and runs no formula', async () => {
  const { answer, bytes } = await exported(`invoices?year=${year}`);
  const lines = bytes.toString().trimEnd().split('\r\n');
  expect(lines).toHaveLength(answer.rows + 1);
  const ours = lines.filter((line) => line.includes(invoice.number));
  expect(ours).toHaveLength(2);
  expect(ours[0]).toContain(";'=cmd|calc;");
  expect(ours[1]).toContain(`${creditNote};Avoir;`);
  expect(ours[1]).toContain(';-1,00;');
});

test('a month’s PDFs come in one archive, each under its number', async () => {
  const { answer, bytes } = await exported(`pdf?month=${month}`);
  expect(bytes.readUInt16LE(bytes.length - 12)).toBe(answer.rows);
  expect(bytes.toString('latin1')).toContain(`${invoice.number}.pdf%PDF-1.7`);
});

test('the accounting entries keep the rules of the tax administration, and have the sale, its money and its credit note', async () => {
  const { answer, bytes } = await exported(`fec?year=${year}`);
  expect(brokenFecRules(answer.fileName, bytes)).toEqual([]);
  const rows = fecRows(bytes);
  expect(rows).toHaveLength(answer.rows);
  const pieces = rows.map(({ PieceRef }) => PieceRef);
  expect(pieces).toEqual(expect.arrayContaining([invoice.number, creditNote]));
  const settled = rows.filter(
    ({ PieceRef, CompAuxNum }) => PieceRef === invoice.number && CompAuxNum !== '',
  );
  expect(settled[0]!.EcritureLet).not.toBe('');
});

test.each([
  ['pdf', 'month'],
  ['fec?month=2026-11', 'month'],
  ['invoices?from=2026-11-02&to=2026-11-01', 'to'],
  ['invoices?from=2026-02-30', 'from'],
])('%s is refused, and nothing is started', async (path, field) => {
  const { status, body } = await as(finance, 'GET', `/v1/admin/exports/${path}`);
  expect([status, body.code, body.errors[0].path]).toEqual([400, 'invalid_request', field]);
});

test('an unknown kind is not found', async () => {
  const { status, body } = await as(finance, 'GET', '/v1/admin/exports/salaries');
  expect([status, body.code]).toEqual([404, 'export_not_found']);
});

test('an operator gets the same file, compared with its checksum', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'export-')), 'fec.txt');
  const { code, text } = await ops(
    'export',
    'fec',
    '--year',
    String(year),
    '--out',
    path,
    '--json',
  );
  expect(code).toBe(0);
  const bytes = readFileSync(path);
  expect(JSON.parse(text.split('\n').at(-1)!)).toMatchObject({ bytes: bytes.length });
  expect(brokenFecRules(`732829320FEC${year}1231.txt`, bytes)).toEqual([]);
});

test('asked again within a day it is the same file; refreshed, another one', async () => {
  const { answer } = await exported(`fec?year=${year}`);
  const again = await as(finance, 'GET', `/v1/admin/exports/fec?year=${year}`);
  expect(again.body.id).toBe(answer.id);
  const fresh = await as(finance, 'GET', `/v1/admin/exports/fec?year=${year}&refresh=true`);
  expect([fresh.status, fresh.body.id === answer.id]).toEqual([202, false]);
});

test('who asked is in the audit trail', async () => {
  const admin = await signIn({ role: 'admin' });
  const { body } = await as(admin, 'GET', '/v1/admin/audit?limit=100');
  const asked = body.data.filter(({ action }: Json) => action === 'export.requested');
  expect(asked.map(({ after }: Json) => after.kind)).toEqual(
    expect.arrayContaining(['invoices', 'pdf', 'fec']),
  );
});
