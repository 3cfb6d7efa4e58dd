import { createHash } from 'node:crypto';
import { accountingFile } from '#documents/accounting-file';
import { requestAccountingExport } from '#domain/accounting/accounting-export';
import { ExportImpossibleError } from '#domain/accounting/export-impossible';
import { type ExportKind, nameOfWish, wishOf } from '#domain/accounting/wish';
import {
  type ExportStep,
  type WriteAccountingExportDeps,
  writeAccountingExport,
} from '#domain/accounting/write-accounting-export';
import type { Invoice } from '#domain/invoices/invoice-store';
import { paidByHandEntry } from '#domain/ledger/ledger-entry';
import { money } from '#domain/money';
import { DynamoAccountingExportStore } from '#stores/accounting-export-store';
import { type Sold, sold } from '#test/accounting-world';
import { theAccounts } from '#test/accounts';
import { anAct } from '#test/audits';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { brokenFecRules } from '#test/fec-rules';
import { MemoryBooks } from '#test/memory-books';
import { MemoryTable } from '#test/memory-table';

const books2026 = { today: '2026-11-28' as const, firstMonth: 1 };

const aSale = {
  lines: [{ description: 'Article', quantity: 1, unitGrossMinor: 12_000, vatRate: 2000 }],
  currency: 'EUR' as const,
  provider: 'stripe' as const,
  isPaid: true,
  refunds: [25],
  customer: 'cus_a',
  name: 'Awa Diop',
  day: 5,
};

function setup(sales = 3, kind: ExportKind = 'fec') {
  const memory = new MemoryTable();
  const clock = new SettableClock('2026-11-28T10:00:00.000Z');
  const exports = new DynamoAccountingExportStore(memory.table);
  const books = new MemoryBooks();
  for (let index = 0; index < sales; index++) shelve(books, sold(aSale, index));
  const parts = new Map<string, unknown[]>();
  const files = new Map<string, Buffer>();
  const wish = wishOf(kind, kind === 'pdf' ? { month: '2026-03' } : { year: 2026 }, books2026);
  const deps: WriteAccountingExportDeps = {
    exports,
    books,
    files: {
      putPart: async (key, records) => void parts.set(key, structuredClone([...records])),
      getPart: async (key) => structuredClone(parts.get(key)!),
      put: async (key, { chunks }) => {
        const written: Uint8Array[] = [];
        for await (const chunk of chunks) written.push(chunk);
        files.set(key, Buffer.concat(written));
      },
    },
    compose: (one, records) =>
      accountingFile(one, records, {
        siren: '552100554',
        read: async ({ number }) => Buffer.from(`%PDF ${number}`),
      }),
    accounts: theAccounts,
    timeZone: 'Europe/Paris',
    now: clock.now,
    randomBytes: seededBytes('exports'),
  };
  const find = async () => (await exports.find(nameOfWish(wish)))!;
  return {
    memory,
    clock,
    books,
    parts,
    files,
    deps,
    find,
    told: () => eventsOf(memory),
    ask: (isRefreshed = false) =>
      requestAccountingExport(
        { exports, pause: noPause },
        { wish, isRefreshed },
        anAct({ now: clock.now(), randomBytes: deps.randomBytes }),
      ),
    write: (step = eventsOf(memory).at(-1)!, changes: Partial<WriteAccountingExportDeps> = {}) =>
      writeAccountingExport({ ...deps, ...changes }, step, 'request-1'),
  };
}

function shelve(books: MemoryBooks, { invoices, ledger, payment }: Sold): void {
  const document = { key: `invoices/${invoices[0]!.id}.pdf`, sha256: 'a'.repeat(64), bytes: 19 };
  books.documents.push(...invoices.map((invoice) => ({ ...invoice, document })));
  const [{ id, customerId, content }] = invoices as [Sold['invoices'][number]];
  const invoice = { id, customerId, customerName: content.customer.name };
  books.payments.push({ payment, ledger, invoice });
}

const eventsOf = (memory: MemoryTable): ExportStep[] =>
  memory
    .rows()
    .flatMap(({ event }) => (event as { type: string; data: ExportStep } | undefined) ?? [])
    .filter(({ type }) => type === 'export.requested')
    .map(({ data }) => data)
    .sort((a, b) => Number(a.step) - Number(b.step));

test('a file is asked for once a day, written once, and is what its checksum says', async () => {
  const { ask, write, told, find, files, clock } = setup();
  const first = await ask();
  expect(first).toMatchObject({ status: 'preparing', requestedBy: 'person:user-admin' });
  expect((await ask()).id).toBe(first.id);
  expect(told()).toHaveLength(1);
  expect(await write()).toBe('ready');
  expect(await write()).toBe('ignored');
  const { file, progress, leftOut } = await find();
  const bytes = files.get(file!.key)!;
  expect(brokenFecRules(file!.fileName, bytes)).toEqual([]);
  expect(file).toMatchObject({
    bytes: bytes.length,
    rows: 30,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect([progress, leftOut]).toEqual([{ done: 9, total: 9 }, 0]);
  expect((await ask()).id).toBe(first.id);
  clock.advance(24 * 3_600_000);
  expect((await ask()).id).not.toBe(first.id);
});

test('refreshed, it is written anew; the step of an older one writes nothing', async () => {
  const { ask, write, told } = setup();
  const first = await ask();
  const [old] = told();
  await write();
  const second = await ask(true);
  expect([second.status, second.id === first.id]).toEqual(['preparing', false]);
  expect((await ask(true)).id).toBe(second.id);
  expect(await write(old)).toBe('ignored');
});

test('a long one is handed over from run to run, and is the same file', async () => {
  const whole = setup(900);
  await whole.ask();
  await whole.write();
  const { clock, ask, write, told, find, files, parts } = setup(900);
  await ask();
  let reads = 0;
  const now = () => {
    if (reads++ % 2 === 1) clock.advance(6 * 60_000);
    return clock.now();
  };
  const outcomes = [await write(told()[0], { now }), await write(told()[0])];
  expect(outcomes).toEqual(['handed over', 'ignored']);
  expect(told().map(({ step }) => step)).toEqual(['1', '2']);
  expect(await write()).toBe('ready');
  expect(parts.size).toBeGreaterThan(2);
  const [one, other] = [await whole.find(), await find()];
  expect(other.file!.sha256).toBe(one.file!.sha256);
  expect(files.get(other.file!.key)!.length).toBe(one.file!.bytes);
});

test('a run that dies between a part and its position is continued, and nothing is there twice', async () => {
  const whole = setup(900);
  await whole.ask();
  await whole.write();
  const { ask, write, deps, find } = setup(900);
  await ask();
  let saves = 0;
  const dying = {
    find: (name: string) => deps.exports.find(name),
    save: async (...args: Parameters<typeof deps.exports.save>) => {
      if (saves++ === 1) throw new Error('the network is gone');
      return deps.exports.save(...args);
    },
  };
  await expect(write(undefined, { exports: dying })).rejects.toThrow('the network is gone');
  expect(await write()).toBe('ready');
  expect((await find()).file!.sha256).toBe((await whole.find()).file!.sha256);
});

test('two runs at once do not write over each other', async () => {
  const { ask, write, deps } = setup();
  await ask();
  const late = { ...deps.exports, find: async (name: string) => deps.exports.find(name) };
  const stale = { find: late.find, save: async () => 'stale' as const };
  await expect(write(undefined, { exports: stale })).rejects.toThrow('another run writes');
});

test('what can never be written says why, and is tried again when somebody asks for it', async () => {
  const { ask, write, find } = setup();
  await ask();
  const compose = () => {
    throw new ExportImpossibleError('too_large', 'more than 4 GB');
  };
  expect(await write(undefined, { compose })).toBe('failed');
  expect(await find()).toMatchObject({ status: 'failed', reason: 'too_large' });
  expect((await ask()).status).toBe('failed');
  expect((await ask(true)).status).toBe('preparing');
});

test('one that nobody writes any more is started anew after an hour', async () => {
  const { ask, clock } = setup();
  const first = await ask();
  clock.advance(59 * 60_000);
  expect((await ask()).id).toBe(first.id);
  clock.advance(60_000);
  expect((await ask()).id).not.toBe(first.id);
});

test('the archive has every document of the month, and says how many have no PDF yet', async () => {
  const { ask, write, find, files, books } = setup(2, 'pdf');
  delete books.documents[0]!.document;
  await ask();
  await write();
  const { file, leftOut } = await find();
  expect([file!.fileName, file!.rows, leftOut]).toEqual(['factures-2026-03.zip', 1, 1]);
  expect(files.get(file!.key)!.toString('latin1')).toContain('%PDF FA-2026-000002');
});

test('money of last year that went back this year is in the books of this year', async () => {
  const { ask, write, find, books, files } = setup(1);
  const [paid] = books.payments;
  paid!.payment = { ...paid!.payment, createdAt: '2024-12-31T10:00:00.000Z' };
  await ask();
  await write();
  const { file } = await find();
  const text = files.get(file!.key)!.toString('latin1');
  expect(text).toContain('ref_0_0');
  expect(brokenFecRules(file!.fileName, files.get(file!.key)!)).toEqual([]);
});

test('a payment of last year without a change since is not read again', async () => {
  const { ask, write, find, books } = setup(0);
  const { payment, ledger } = sold(aSale, 0);
  const old = {
    ...payment,
    createdAt: '2025-12-31T10:00:00.000Z',
    updatedAt: '2025-12-31T10:00:00.000Z',
  };
  books.payments.push({ payment: old, ledger });
  await ask();
  await write();
  expect((await find()).file!.rows).toBe(0);
});

test('money without a fixed rate is left out, and counted', async () => {
  const { ask, write, find, books } = setup(1);
  const [paid] = books.payments;
  const dollars = { minor: 500, currency: 'USD' };
  paid!.ledger = [
    { ...paid!.ledger[0]!, postings: [{ from: 'sales', to: 'bank', money: dollars }] },
  ];
  await ask();
  await write();
  // The credit note names the payment, so its ledger is read twice.
  expect((await find()).leftOut).toBe(1);
});

test('a list of invoices says what is paid, what was credited and what remains', async () => {
  const { ask, write, find, files, books } = setup(2, 'invoices');
  const [first] = books.documents;
  first!.status = 'paid';
  first!.content = {
    ...first!.content,
    totals: { ...first!.content.totals, paidMinor: 0, dueMinor: 12_000 },
  };
  first!.creditNotes = [
    { id: 'inv_n', number: 'AV-1', issuedAt: first!.createdAt, grossMinor: 3_000, parts: [] },
  ];
  await ask();
  await write();
  const { file } = await find();
  const [heading, row, note] = files.get(file!.key)!.toString().split('\r\n');
  expect(heading).toContain('Total HT;HT à 20 %;TVA 20 %;Total TTC;Payé;Crédité;Reste à payer');
  expect(row).toContain('FA-2026-000001;Facture;Payée;2026-03-05');
  expect(row).toContain('EUR;100,00;100,00;20,00;120,00;0,00;30,00;90,00;');
  expect(note).toContain('EUR;-25,00;-25,00;-5,00;-30,00;-30,00;0,00;0,00;');
});

test.each([
  ['invoices', { year: 2025 }, { from: '2025-01-01', to: '2025-12-31', decimal: 'comma' }],
  ['invoices', {}, { from: '2026-01-01', to: '2026-12-31' }],
  ['invoices', { from: '2025-03-01' }, { from: '2025-03-01', to: '2025-12-31' }],
  ['invoices', { to: '2025-03-01', status: 'paid' }, { from: '2025-01-01', status: 'paid' }],
  ['pdf', { month: '2028-02' }, { from: '2028-02-01', to: '2028-02-29' }],
  ['fec', {}, { from: '2026-01-01', to: '2026-12-31' }],
] as const)('%s of %j is of these days', (kind, query, days) => {
  expect(wishOf(kind, query, books2026)).toMatchObject({ kind, ...days });
});

test.each([
  ['salaries', {}, 'export'],
  ['pdf', {}, 'month'],
  ['pdf', { year: 2026 }, 'year'],
  ['fec', { from: '2026-01-01' }, 'from'],
  ['invoices', { year: 2026, from: '2026-01-01' }, 'year'],
  ['invoices', { from: '2026-02-01', to: '2026-01-01' }, 'to'],
  ['invoices', { from: '2024-01-01', to: '2026-01-01' }, 'to'],
] as const)('%s of %j is refused', (kind, query, word) => {
  expect(() => wishOf(kind, query, books2026)).toThrow(word);
});

test('money of last year’s payment that moved this year is in the books, whatever was invoiced', async () => {
  const { ask, write, find, books } = setup(0);
  const { payment, ledger } = sold({ ...aSale, refunds: [] }, 0);
  books.payments.push({ payment: { ...payment, createdAt: '2025-12-31T22:59:00.000Z' }, ledger });
  await ask();
  await write();
  expect((await find()).file!.rows).toBe(2);
});

test('what a customer paid by transfer settles the invoice in the books, with a letter of both', async () => {
  const { ask, write, find, books, files } = setup(0);
  const [invoice] = sold({ ...aSale, refunds: [], isPaid: false }, 0).invoices as [Invoice];
  books.documents.push(invoice);
  const { id, customerId, content } = invoice;
  const due = money(content.totals.dueMinor, content.currency);
  const customerName = content.customer.name;
  books.paidByHand.push({
    id,
    paidDate: '2026-04-01',
    booked: {
      payment: {
        ...{ id: 'pay_hand', status: 'completed', provider: 'by_hand' },
        buyer: { name: customerName },
      },
      ledger: [paidByHandEntry('pay_hand', due, '2026-04-01T10:00:00.000Z')],
      invoice: { id, customerId, customerName },
    },
  });
  await ask();
  await write();
  const { file } = await find();
  const text = files.get(file!.key)!.toString('latin1');
  expect(brokenFecRules(file!.fileName, files.get(file!.key)!)).toEqual([]);
  const money411 = text.split('\n').filter((line) => line.includes('Règlement direct pay_hand'));
  expect(money411).toHaveLength(2);
  const letters = text
    .split('\r\n')
    .map((line) => line.split('\t'))
    .filter((fields) => fields[4]?.startsWith('411'))
    .map((fields) => fields[13]);
  expect(letters).toEqual([letters[0], letters[0]]);
  expect(letters[0]).not.toBe('');
});
