import fc from 'fast-check';
import { fecFile, fecFileName } from '#documents/fec';
import { type BookLine, bookOf } from '#domain/accounting/book';
import { fiscalYear } from '#domain/accounting/fiscal-year';
import { salesEntry } from '#domain/accounting/sales-entry';
import { capturedEntry, disputeEntry } from '#domain/ledger/ledger-entry';
import { balanceOf } from '#domain/ledger/posting';
import { money } from '#domain/money';
import { anySales, entriesOf, moneyEntryOf, type Sold, sold } from '#test/accounting-world';
import { theAccounts } from '#test/accounts';
import { brokenFecRules, cents, fecRows } from '#test/fec-rules';
import { aCompletedPayment } from '#test/payments';

const year = fiscalYear(2026, 1);

const fileOf = (book: readonly BookLine[]) => ({
  name: fecFileName('552100554', year.to),
  bytes: fecFile(book),
});

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

const balance = (book: readonly BookLine[], account: string): number =>
  sum(
    book.filter(({ line }) => line.account.startsWith(account)).map(({ line }) => line.euroMinor),
  );

const held = (all: readonly Sold[], currency: string): number =>
  sum(
    all.map(({ ledger, payment }) =>
      balanceOf(
        `provider:${payment.provider}`,
        currency,
        ledger.flatMap(({ postings }) => postings),
      ),
    ),
  );

test('whatever is sold, paid and given back: the file keeps every rule of the tax administration', () => {
  fc.assert(
    fc.property(anySales, (sales) => {
      const { name, bytes } = fileOf(bookOf(sales.map(sold).flatMap(entriesOf), year));
      expect(brokenFecRules(name, bytes)).toEqual([]);
    }),
  );
});

test('its sales and VAT are those of the invoices less the credit notes, and providers hold what the ledger says', () => {
  fc.assert(
    fc.property(anySales, (sales) => {
      const all = sales.map((sale) => ({ ...sale, currency: 'EUR' as const })).map(sold);
      const book = bookOf(all.flatMap(entriesOf), year);
      const documents = all.flatMap(({ invoices }) => invoices.map(({ content }) => content));
      const billed = (field: 'netMinor' | 'vatMinor') =>
        sum(documents.map(({ kind, totals }) => (kind === 'credit_note' ? -1 : 1) * totals[field]));
      expect(balance(book, '706') + balance(book, '707')).toBe(0 - billed('netMinor'));
      expect(balance(book, '44571')).toBe(0 - billed('vatMinor'));
      expect(balance(book, '5115')).toBe(held(all, 'EUR'));
    }),
  );
});

test('VAT of an invoice in francs is the euro amount that it prints, and a customer who has paid owes nothing', () => {
  fc.assert(
    fc.property(anySales, (sales) => {
      const all = sales
        .map((sale) => ({ ...sale, currency: 'XOF' as const, isPaid: true, refunds: [] }))
        .map(sold);
      const book = bookOf(all.flatMap(entriesOf), year);
      const printed = sum(all.map(({ invoices }) => invoices[0]!.content.vatInEuro?.vatMinor ?? 0));
      expect(balance(book, '44571')).toBe(0 - printed);
      expect(balance(book, '411')).toBe(0);
    }),
  );
});

test('money that is read twice is entered once', () => {
  const entries = entriesOf(sold({ ...aSale, isPaid: true }, 0));
  expect(bookOf([...entries, ...entries], year)).toHaveLength(bookOf(entries, year).length);
});

const aSale = {
  lines: [{ description: 'Article', quantity: 1, unitGrossMinor: 12_000, vatRate: 2000 }],
  currency: 'EUR' as const,
  provider: 'stripe' as const,
  isPaid: true,
  refunds: [25],
  customer: 'cus_a',
  name: 'Œuvres de l’été\t& Cie',
  day: 5,
};

test('a sale, its payment and a refund read as an accountant writes them', () => {
  const { bytes } = fileOf(bookOf(entriesOf(sold(aSale, 0)), year));
  const written = fecRows(bytes).map((row) =>
    [row.EcritureNum, row.EcritureDate, row.CompteNum, row.Debit, row.Credit, row.EcritureLet].join(
      ' ',
    ),
  );
  expect(written).toEqual([
    'VE000001 20260305 411000 120,00 0,00 A',
    'VE000001 20260305 706000 0,00 100,00 ',
    'VE000001 20260305 445712000 0,00 20,00 ',
    'PS000001 20260405 511510 120,00 0,00 ',
    'PS000001 20260405 411000 0,00 120,00 A',
    'VE000002 20260505 411000 0,00 30,00 B',
    'VE000002 20260505 706000 25,00 0,00 ',
    'VE000002 20260505 445712000 5,00 0,00 ',
    'PS000002 20260505 411000 30,00 0,00 B',
    'PS000002 20260505 511510 0,00 30,00 ',
  ]);
  expect(fecRows(bytes)[0]!.CompAuxLib).toBe("Œuvres de l'été & Cie");
});

test('the file is named by the SIREN and the last day of the fiscal year, which may start in any month', () => {
  expect(fecFileName('552100554', fiscalYear(2026, 7).to)).toBe('552100554FEC20270630.txt');
  expect(fiscalYear(2027, 3)).toEqual({ from: '2027-03-01', to: '2028-02-29' });
});

test('what is sold in one year and paid in the next is not matched, and each half is in its own year', () => {
  const entries = entriesOf(sold({ ...aSale, refunds: [] }, 0)).map((entry) =>
    entry.journal === 'money' ? { ...entry, day: '2027-01-02' as const } : entry,
  );
  const [first, second] = [2026, 2027].map((one) => bookOf(entries, fiscalYear(one, 1)));
  expect([first, second].map((book) => book!.map(({ entry }) => entry.journal))).toEqual([
    ['sales', 'sales', 'sales'],
    ['money', 'money'],
  ]);
  expect([...first!, ...second!].filter(({ match }) => match)).toEqual([]);
});

test('a guest’s invoice and payment are of one account, that of all guests', () => {
  const { bytes } = fileOf(bookOf(entriesOf(sold({ ...aSale, customer: undefined }, 0)), year));
  const accounts = fecRows(bytes).map(({ CompAuxNum }) => CompAuxNum);
  expect(new Set(accounts.filter((number) => number !== ''))).toEqual(new Set(['DIVERS']));
});

test('a lost dispute gives the customer’s money back, and its credit note settles it', () => {
  const { payment } = sold(aSale, 0);
  const open = { ...payment, dispute: 'open' as const, amountDisputed: money(12_000, 'EUR') };
  const lost = { ...open, dispute: 'lost' as const, version: 9 };
  const entries = [
    disputeEntry(payment, open, '2026-06-01T10:00:00Z')!,
    disputeEntry(open, lost, '2026-07-01T10:00:00Z')!,
  ];
  const lines = entries.flatMap((entry) => moneyEntryOf(entry, payment)!.lines);
  expect(lines.map(({ account, euroMinor }) => [account, euroMinor])).toEqual([
    [theAccounts.disputes, 12_000],
    ['511510', -12_000],
    [theAccounts.customers, 12_000],
    [theAccounts.disputes, -12_000],
  ]);
});

test('money of a wrong amount waits in suspense, and of a currency without a fixed rate it is for a person', () => {
  const review = aCompletedPayment({ status: 'review' });
  const dollars = {
    ...review,
    amountPaid: undefined,
    paidOtherwise: { minor: 500, currency: 'USD' },
  };
  const entry = moneyEntryOf(capturedEntry(review, '2026-06-01T10:00:00Z'), review)!;
  expect(entry.lines.map(({ account }) => account)).toEqual(['511510', '471000']);
  expect(moneyEntryOf(capturedEntry(dollars, '2026-06-01T10:00:00Z'), dollars)).toBeUndefined();
});

test('a name of blanks alone leaves no auxiliary account without a name', () => {
  const { bytes } = fileOf(bookOf(entriesOf(sold({ ...aSale, name: ' \u3000' }, 0)), year));
  expect(fecRows(bytes)[0]!.CompAuxLib).toBe('cus_a');
});

test('an entry that does not balance stops the file', () => {
  const [entry] = entriesOf(sold(aSale, 0));
  const wrong = { ...entry!, lines: entry!.lines.slice(1) };
  expect(() => bookOf([wrong], year)).toThrow('does not balance');
});

test('the rules find what is wrong in a file', () => {
  const { name, bytes } = fileOf(bookOf(entriesOf(sold(aSale, 0)), year));
  const text = Buffer.from(bytes).toString('latin1');
  const broken = (from: string | RegExp, to: string) =>
    brokenFecRules(name, Buffer.from(text.replace(from, to), 'latin1'));
  expect(brokenFecRules('x.txt', bytes)).not.toEqual([]);
  expect(broken('120,00', '121,00')).toContain('VE VE000001 is off by 100');
  expect(broken('120,00', '120.00')).not.toEqual([]);
  expect(broken('VE000002', 'VE000003')).not.toEqual([]);
  expect(broken('Debit', 'Débit')).not.toEqual([]);
  expect(broken(/\tA\t/, '\tB\t')).not.toEqual([]);
  expect(cents('1,05')).toBe(105);
});

test('a deposit waits until the sale, which then charges its VAT no second time', () => {
  const [sale] = sold({ ...aSale, refunds: [] }, 0).invoices;
  const content = sale!.content;
  const deposit = { ...content, kind: 'deposit' as const, number: 'AC-2026-000001' };
  const { issueDate, number, totals } = deposit;
  const { netMinor, vatMinor, grossMinor } = totals;
  const double = (minor: number) => 2 * minor;
  const full = {
    ...content,
    deposits: [{ number, issueDate, netMinor, vatMinor, grossMinor }],
    totals: {
      ...totals,
      netMinor: double(netMinor),
      vatMinor: double(vatMinor),
      grossMinor: double(grossMinor),
      vatGroups: totals.vatGroups.map((group) => ({
        ...group,
        netMinor: double(group.netMinor),
        vatMinor: double(group.vatMinor),
      })),
    },
  };
  const entries = [deposit, full].map((one) => salesEntry({ ...sale!, content: one }, theAccounts));
  const linesOf = (index: number) =>
    entries[index]!.lines.map(({ account, euroMinor }) => [account, euroMinor]);
  expect(linesOf(0)).toEqual([
    ['411000', 12_000],
    ['419100', -10_000],
    ['445712000', -2_000],
  ]);
  expect(linesOf(1)).toEqual([
    ['411000', 12_000],
    ['419100', 10_000],
    ['445712000', -2_000],
    ['706000', -20_000],
  ]);
});

test('goods and services of one invoice are credited apart, whatever their rate', () => {
  const [sale] = sold({ ...aSale, refunds: [] }, 0).invoices;
  const [line] = sale!.content.lines;
  const lines = [
    { ...line!, netMinor: 2_500, supplies: 'goods' as const },
    { ...line!, netMinor: 7_500 },
  ];
  const entry = salesEntry({ ...sale!, content: { ...sale!.content, lines } }, theAccounts);
  expect(entry.lines.map(({ account, euroMinor }) => [account, euroMinor])).toEqual([
    ['411000', 12_000],
    ['706000', -7_500],
    ['707000', -2_500],
    ['445712000', -2_000],
  ]);
});

test('the euro VAT in the books is the one that is printed, even where roundings were carried over', () => {
  const [sale] = sold({ ...aSale, currency: 'XOF', refunds: [] }, 0).invoices;
  const { content } = sale!;
  const vatInEuro = { rate: '655.957', vatMinor: content.vatInEuro!.vatMinor + 1 };
  const { lines } = salesEntry({ ...sale!, content: { ...content, vatInEuro } }, theAccounts);
  const vat = lines.filter(({ account }) => account.startsWith('44571'));
  expect(sum(vat.map(({ euroMinor }) => euroMinor))).toBe(0 - vatInEuro.vatMinor);
  expect(sum(lines.map(({ euroMinor }) => euroMinor))).toBe(0);
});

test('a payment that came before its invoice is of the invoice’s customer, too', () => {
  const { invoices, ledger, payment } = sold({ ...aSale, refunds: [] }, 0);
  const early = ledger.map((entry) => ({ ...entry, at: '2026-03-05T09:00:00.000Z' }));
  const unknown = { ...invoices[0]!, customerId: undefined };
  const entries = [
    ...early.map((entry) => moneyEntryOf(entry, payment, unknown)!),
    salesEntry(invoices[0]!, theAccounts),
  ];
  const book = bookOf(entries, year);
  expect(book.flatMap(({ line }) => line.auxiliary?.number ?? [])).toEqual(['cus_a', 'cus_a']);
  expect(book.filter(({ match }) => match)).toHaveLength(2);
});
