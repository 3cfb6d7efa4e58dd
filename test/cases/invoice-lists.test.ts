import { randomUUID } from 'node:crypto';
import { newId } from '#domain/ids';
import type { InvoiceFilter, InvoiceSort } from '#domain/invoices/invoice-list';
import type { Invoice } from '#domain/invoices/invoice-store';
import { DynamoInvoiceListStore } from '#stores/invoice-list-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { as, serverKey } from '#test/callers';
import { api, eventually, initiate, invoiced, type Json, press, token } from '#test/cloud';
import { aTable } from '#test/contract-table';
import { anInvoice } from '#test/invoices';
import { anEvent } from '#test/payments';
import { expectProblem } from '#test/problems';

const now = () => new Date('2027-03-01T12:00:00.000Z');

const names = ['Éloïse Dœuf', 'Awa Diop', '王小明', 'Zoé 🎉', 'محمد الأمين'];

/** Two years of invoices: of five customers, in euro and in francs, one credit note among them. */
function someInvoices(): Invoice[] {
  return Array.from({ length: 24 }, (_, index) => {
    const issuedAt = new Date(Date.UTC(2026, 11, 20 + index, 23, 30)).toISOString();
    // The seller's day, in Paris.
    const issueDate = new Date(Date.parse(issuedAt) + 3_600_000).toISOString().slice(0, 10);
    const isNote = index === 7;
    const number = `${isNote ? 'AV' : 'FA'}-${issueDate.slice(0, 4)}-${String(index + 1).padStart(6, '0')}`;
    const grossMinor = ((index * 7919) % 1000) + 1;
    const isFrancs = index % 3 === 0;
    const { totals, customer } = anInvoice();
    return {
      id: newId('inv', new Date(issuedAt), new TextEncoder().encode(randomUUID())),
      paymentId: `pay_${randomUUID()}`,
      customerId: `cus_${index % 5}`,
      status: 'issued',
      title: index % 2 === 0 ? 'Affiche encadrée' : 'Traduction',
      content: anInvoice({
        kind: isNote ? 'credit_note' : 'invoice',
        ...(isNote && { corrects: { number: 'FA-2026-000001', issueDate } }),
        number,
        issuedAt,
        issueDate,
        currency: isFrancs ? 'XOF' : 'EUR',
        customer: {
          ...customer,
          name: names[index % 5]!,
          email: `client${index % 5}@shop.example`,
        },
        totals: { ...totals, grossMinor },
      }),
      createdAt: issuedAt,
      requestId: 'request-1',
    };
  });
}

const stored = (async () => {
  const { table } = await aTable();
  const store = new DynamoInvoiceStore(table);
  const invoices = someInvoices();
  for (const invoice of invoices) {
    await store.issue(invoice, { name: `FA-${invoice.id}`, last: 0 });
    const document = { key: 'FA.pdf', sha256: 'ab'.repeat(32), bytes: 1 };
    await store.markGenerated(invoice, document, anEvent({ id: `evt_${randomUUID()}` }));
  }
  return { list: new DynamoInvoiceListStore(table, now), invoices };
})();

async function numbersOf(filter: Partial<InvoiceFilter>, limit = 5): Promise<string[]> {
  const { list } = await stored;
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list.list({ sort: '-issuedAt', ...filter }, { limit, cursor });
    expect(page.invoices.length).toBeLessThanOrEqual(limit);
    found.push(...page.invoices.map(({ content }) => content.number));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

const numbersAmong = async (isMeant: (invoice: Invoice, index: number) => boolean) =>
  (await stored).invoices.filter(isMeant).map(({ content }) => content.number);

const inOrder = (sort: InvoiceSort) => (a: Invoice, b: Invoice) => {
  const key = ({ content: { currency, number, issuedAt, totals } }: Invoice) =>
    sort.endsWith('issuedAt')
      ? issuedAt
      : sort.endsWith('number')
        ? number
        : `${currency}${String(totals.grossMinor).padStart(6, '0')}`;
  return key(a).localeCompare(key(b)) * (sort.startsWith('-') ? -1 : 1);
};

describe('finance pages through everything once', () => {
  test.each(['-issuedAt', 'issuedAt'] as const)('sorted by %s, across years', async (sort) => {
    const { invoices } = await stored;
    const expected = invoices.toSorted(inOrder(sort)).map(({ content }) => content.number);
    expect(await numbersOf({ sort })).toEqual(expected);
  });

  test.each(['-amount', 'amount', '-number', 'number'] as const)(
    'sorted by %s, within a year, currencies apart',
    async (sort) => {
      const ofYear = (await stored).invoices.filter(({ content }) =>
        content.issueDate.startsWith('2027'),
      );
      const expected = ofYear.toSorted(inOrder(sort)).map(({ content }) => content.number);
      expect(expected.length).toBeGreaterThan(8);
      expect(await numbersOf({ sort })).toEqual(expected);
      expect(await numbersOf({ sort, year: 2025 })).toEqual([]);
    },
  );

  test('between two days of the seller, which both belong to it', async () => {
    const expected = await numbersAmong(
      ({ content: { issueDate } }) => issueDate >= '2026-12-30' && issueDate <= '2027-01-02',
    );
    expect(expected).toHaveLength(4);
    const days = { from: '2026-12-30', to: '2027-01-02', sort: 'issuedAt' as const };
    expect(await numbersOf(days)).toEqual(expected);
    expect(await numbersOf({ ...days, year: 2027 })).toEqual(expected.slice(2));
    expect(await numbersOf({ from: '2027-01-02', to: '2026-12-30' })).toEqual([]);
  });

  test('between two instants', async () => {
    const { issuedAt } = (await stored).invoices[3]!.content;
    const [only] = await numbersAmong((_, index) => index === 3);
    expect(await numbersOf({ from: issuedAt, to: issuedAt })).toEqual([only]);
  });

  test('by status, without credit notes', async () => {
    const expected = await numbersAmong(({ content }) => content.kind !== 'credit_note');
    expect(await numbersOf({ status: 'paid', sort: 'issuedAt' })).toEqual(expected);
    expect(await numbersOf({ status: 'overdue' })).toEqual([]);
  });

  test('and no cursor of one list continues another', async () => {
    const { list } = await stored;
    const { nextCursor: cursor } = await list.list({ sort: 'issuedAt' }, { limit: 3 });
    for (const other of [
      { sort: 'number' as const },
      { sort: '-amount' as const },
      { sort: 'issuedAt' as const, from: '2027-02-01' },
      { sort: 'issuedAt' as const, q: 'awa' },
    ])
      await expect(list.list(other, { limit: 3, cursor: cursor! })).rejects.toThrow('another list');
  });
});

describe('finance searches', () => {
  test.each([
    ['eloise doeuf', 'Éloïse Dœuf'],
    ['DOEU', 'Éloïse Dœuf'],
    ['client1@shop.example', 'Awa Diop'],
    ['王', '王小明'],
    ['🎉', 'Zoé 🎉'],
    ['الامين', 'محمد الأمين'],
  ])('%s finds all of %s, each once', async (q, name) => {
    const expected = await numbersAmong(({ content }) => content.customer.name === name);
    expect((await numbersOf({ q }, 2)).toSorted()).toEqual(expected.toSorted());
  });

  test('words of title and name together, in one year', async () => {
    const expected = await numbersAmong(
      ({ content, title }) =>
        content.customer.name === 'Awa Diop' &&
        title!.startsWith('Affiche') &&
        content.issueDate.startsWith('2027'),
    );
    expect(expected.length).toBeGreaterThan(0);
    const found = await numbersOf({ q: 'encadree diop', year: 2027, sort: 'number' }, 50);
    expect(found).toEqual(expected);
  });

  test('a number, or its beginning', async () => {
    expect(await numbersOf({ q: 'fa-2026-3' })).toEqual(['FA-2026-000003']);
    expect(await numbersOf({ q: 'AV-2026' })).toEqual(['AV-2026-000008']);
    expect(await numbersOf({ q: 'FA-2025-000003' })).toEqual([]);
    expect(await numbersOf({ q: 'nobody' })).toEqual([]);
    expect(await numbersOf({ q: '???' })).toEqual([]);
  });
});

test('a customer pages through its own, newest first, and through a year of them', async () => {
  const { list } = await stored;
  const own = await numbersAmong(({ customerId }) => customerId === 'cus_2');
  const all = await list.listOwn({ customerId: 'cus_2' }, { limit: 50 });
  expect(all.invoices.map(({ content }) => content.number)).toEqual(own.toReversed());
  const year = await list.listOwn({ customerId: 'cus_2', year: 2026 }, { limit: 50 });
  expect(year.invoices.map(({ content }) => content.number)).toEqual(
    own.filter((number) => number.includes('2026')).toReversed(),
  );
});

test('what was just paid is listed for finance, for its customer, and for nobody else', async () => {
  const mark = randomUUID().slice(0, 8);
  const customerId = `cus_${randomUUID().replaceAll('-', '')}`;
  const payment = await initiate({
    customer: { email: `zoe.${mark}@example.com`, name: `Zoé Lœuf${mark}`, customerId },
    description: `Élégance n° ${mark}`,
  });
  await press(payment, 'pay');
  const { invoice } = await invoiced(payment.id);
  const finance = await token({ role: 'finance' });
  for (const q of [`loeuf${mark}`, `zoe.${mark}@example.com`]) {
    const { status, body } = await as(
      finance,
      'GET',
      `/v1/admin/invoices?q=${encodeURIComponent(q)}`,
    );
    expect([q, status, body.data]).toMatchObject([
      q,
      200,
      [{ id: invoice.id, number: invoice.number, status: 'paid', amountDue: 0, customerId }],
    ]);
  }
  const year = new Date().getUTCFullYear();
  const own = await eventually(async () => {
    const member = await token({ role: 'member', customerId });
    const { body } = await as(member, 'GET', `/v1/invoices?year=${year}&status=paid`);
    return body.data?.length > 0 && body;
  });
  expect(own).toMatchObject({ data: [{ id: invoice.id, title: `Élégance n° ${mark}` }] });
  for (const path of [
    '/v1/admin/invoices?sort=-number&limit=1',
    '/v1/admin/invoices?sort=amount&limit=1',
    '/v1/invoices?limit=1',
  ])
    expect((await as(finance, 'GET', path)).body.data).toHaveLength(1);
  expectProblem(await api('GET', '/v1/admin/invoices'), 403, 'forbidden');
  expectProblem(await as(finance, 'GET', '/v1/admin/invoices?sort=price'), 400, 'invalid_request');
  const { headers } = await serverKey(['invoices:read']);
  expectProblem(await as(headers, 'GET', '/v1/invoices'), 403, 'forbidden');
});

test('a year in figures counts what was just issued, and a customer sums up what it paid', async () => {
  const customerId = `cus_${randomUUID().replaceAll('-', '')}`;
  const finance = await token({ role: 'finance' });
  const stats = async () => (await as(finance, 'GET', '/v1/admin/invoices/stats')).body;
  const before = await stats();
  const customer = { email: `${customerId}@example.com`, name: 'Awa Diop', customerId };
  const payment = await initiate({ customer, amount: 1_200, currency: 'EUR' });
  await press(payment, 'pay');
  await invoiced(payment.id);
  const after = await stats();
  const euro = ({ revenue }: Json) =>
    revenue.find(({ currency }: Json) => currency === 'EUR')?.gross ?? 0;
  expect(after.counts.total).toBeGreaterThan(before.counts.total);
  expect(after.counts.paid).toBeGreaterThan(before.counts.paid);
  expect(euro(after)).toBeGreaterThanOrEqual(euro(before) + 1_200);
  expect(after.pdf.meanBytes).toBeGreaterThan(10_000);
  expect(after.formatted.revenue[0].gross).toMatch(/,\d\d\u00a0€$/);
  expectProblem(await api('GET', '/v1/admin/invoices/stats'), 403, 'forbidden');

  const member = await token({ role: 'member', customerId });
  const summary = await eventually(async () => {
    const { body } = await as(member, 'GET', '/v1/billing/summary');
    return body.months?.length > 0 && body;
  });
  const year = { currency: 'EUR', paid: 1_200, refunded: 0, vat: 200 };
  expect(summary).toMatchObject({ customerId, months: [year], totals: [year] });
  const table = await as(
    { ...member, accept: 'text/csv' },
    'GET',
    `/v1/billing/summary?year=${summary.year}`,
  );
  expect(table.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(table.text).toContain(';EUR;12,00;0,00;2,00;12,00\r\n');
  const named = `/v1/billing/summary?format=csv&customerId=${customerId}`;
  expect((await as(finance, 'GET', named)).status).toBe(200);
  expectProblem(await as(finance, 'GET', '/v1/billing/summary'), 400, 'invalid_request');
});
