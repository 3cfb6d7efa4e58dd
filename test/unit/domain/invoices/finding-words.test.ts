import fc from 'fast-check';
import {
  type Findable,
  filedWords,
  foundText,
  searchedNumber,
  searchOf,
} from '#domain/invoices/finding-words';

const anInvoiceOf = (
  name: string,
  { email = 'a@shop.example', title = '', number = 'FA-2026-000042' } = {},
): Findable => ({ content: { number, customer: { name, email } }, title });

/** As the store does it: the beginning of a filed word leads to rows, whose text decides. */
function isFound(q: string, invoice: Findable): boolean {
  const search = searchOf(q);
  if (!search) return false;
  const leads = filedWords(invoice).some((word) => word.startsWith(search.filed));
  return leads && search.matches(foundText(invoice));
}

describe('finance finds an invoice', () => {
  test.each([
    ['Éloïse Dœuf-Kœnig', 'eloise'],
    ['Éloïse Dœuf-Kœnig', 'DOEUF'],
    ['Éloïse Dœuf-Kœnig', 'E\u0301loi\u0308se koe'],
    ['Eloise Doeuf', 'Éloïse Dœuf'],
    ['STRAßER GmbH', 'strasser'],
    ['Ngọc Nguyễn', 'nguyen ngoc'],
    ['İpek Yılmaz', 'ipek yilmaz'],
    ['محمد الأمين', 'الامين'],
    ['مـحـمـد', 'محمد'],
    ['Ελένη Παππάς', 'ΠΑΠΠΑΣ'],
    ['Zoé 🎉', '🎉'],
    ['Zoé 🎉', 'zoe 🎉'],
    ['王小明', '王小'],
    ['X', 'x'],
    ['Le Du', 'le du'],
    [`Anne-${'Marie'.repeat(30)}`, 'marie'.repeat(20)],
  ])('of %s by %s', (name, q) => {
    expect(isFound(q, anInvoiceOf(name))).toBe(true);
  });

  test.each([
    'awa.diop@gmail.com',
    'AWA.DIOP@GMAIL.COM',
    'awa.di',
    'awa@',
    'awa.diop@gm',
    'somebody awa.diop@gmail.com',
  ])('by the address, typed as %s', (q) => {
    expect(isFound(q, anInvoiceOf('Somebody', { email: 'awa.diop@gmail.com' }))).toBe(true);
  });

  test('by the title of the order, and by title and name together', () => {
    const invoice = anInvoiceOf('Awa Diop', { title: 'Traduction de l’acte de naissance' });
    for (const q of ['traduction', 'naissance diop', 'acte', 'trad awa', 'l’acte'])
      expect([q, isFound(q, invoice)]).toEqual([q, true]);
  });

  test('only by words that it has: all of them, from their beginning', () => {
    const invoice = anInvoiceOf('Awa Diop', { title: 'Affiche' });
    for (const q of ['iop', 'awa diallo', 'fiche', 'awadiop', '', '--- !', 'gmail'])
      expect([q, isFound(q, invoice)]).toEqual([q, false]);
  });

  test('by the beginning of any word of any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (name) => {
        const invoice = anInvoiceOf(name);
        const words = filedWords(invoice);
        for (const word of words) expect(isFound(word, invoice)).toBe(true);
      }),
    );
  });
});

describe('the words of an invoice cost a write each', () => {
  test('so name and address that say the same are filed once, and words that say nothing never', () => {
    const invoice = anInvoiceOf('Awa Diop', {
      email: 'awa.diop@gmail.com',
      title: 'Affiche pour le café de la gare',
    });
    expect(filedWords(invoice)).toEqual(['affiche', 'awadiop', 'cafe', 'diop', 'gare']);
  });

  test('so a word that begins another one is found by it', () => {
    expect(filedWords(anInvoiceOf('Awa', { email: 'awadiop@gmail.com' }))).toEqual(['awadiop']);
  });

  test('so of a whole novel as title only the longest words are filed', () => {
    const title = Array.from({ length: 60 }, (_, index) => `mot${'x'.repeat(index)}y`).join(' ');
    const words = filedWords(anInvoiceOf('Awa', { title }));
    expect(words).toHaveLength(5);
    expect(isFound(`mot${'x'.repeat(37)}`, anInvoiceOf('Awa', { title }))).toBe(true);
  });

  test('so nobody has more than eight', () => {
    const name = Array.from({ length: 30 }, (_, index) => `nom${index}z`).join(' ');
    expect(filedWords(anInvoiceOf(name, { title: 'Un titre' }))).toHaveLength(8);
  });
});

describe('a number', () => {
  test.each([
    ['FA-2026-000042', 'FA-2026-000042'],
    ['fa-2026-42', 'FA-2026-000042'],
    ['FA 2026 000042', 'FA-2026-000042'],
    ['fa2026', 'FA-2026-'],
    ['AV-2026-0000', 'AV-2026-0000'],
    ['ac-2026-', 'AC-2026-'],
  ])('%s is read as %s', (q, prefix) => {
    expect(searchedNumber(q)).toEqual({ year: '2026', prefix });
  });

  test.each(['FA', 'FA-20', 'facture 2026', 'FAX-2026-1', 'FA-2026-0000421'])(
    '%s is none, and is searched for as words',
    (q) => {
      expect(searchedNumber(q)).toBeUndefined();
    },
  );
});
