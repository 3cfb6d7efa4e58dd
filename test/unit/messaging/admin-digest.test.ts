import { type Locale, money } from '#domain/money';
import { composeMime } from '#messaging/compose-mime';
import { digestLetters } from '#messaging/digest-letters';
import { readMime } from './read-mime.ts';

const letterOf = (
  count: number,
  { locale = 'fr' as Locale, notesPerHour = 30, hour = '2026-11-21T10' } = {},
) =>
  digestLetters({
    brand: {
      name: 'Atelier Lumière',
      primaryColor: '#0b5563',
      supportEmail: 'aide@atelier.example',
    },
    from: 'bonjour@atelier.example',
    admin: { address: 'admin@atelier.example', locale },
    notesPerHour,
    timeZone: 'Europe/Paris',
    now: () => new Date('2026-11-21T11:05:00Z'),
  }).digest(
    hour,
    // As they come: in no order.
    Array.from({ length: count }, (_, index) => ({
      invoiceNumber: `FA-2026-${String(count - index).padStart(6, '0')}`,
      amount: index === 0 ? money(5_000, 'XOF') : money(46_800, 'EUR'),
    })),
  );

const readable = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

test.each([
  [
    'fr',
    '3 nouveaux paiements le 21 novembre 2026, de 11\u00a0h\u00a000 à 12\u00a0h\u00a000',
    [
      'Les 30 premiers de cette heure',
      'Total TTC\u00a0: 5\u00a0000\u00a0F\u00a0CFA',
      'Total TTC\u00a0: 936,00\u00a0€',
      'Facture FA-2026-000003\u00a0: 5\u00a0000\u00a0F\u00a0CFA',
      'Facture FA-2026-000001\u00a0: 468,00\u00a0€',
    ],
  ],
  [
    'en',
    '3 new payments on 21 November 2026, from 11:00 to 12:00',
    [
      'The first 30 of that hour',
      'Total incl. VAT: F\u00a0CFA\u00a05,000',
      'Total incl. VAT: €936.00',
      'Invoice FA-2026-000003: F\u00a0CFA\u00a05,000',
      'Invoice FA-2026-000001: €468.00',
    ],
  ],
] as const)(
  'has the same content in HTML and in text, each currency separately (%s)',
  async (...row) => {
    const [locale, subject, facts] = row;
    const letter = await letterOf(3, { locale });
    expect(letter.subject).toBe(subject);
    expect(letter.to).toBe('admin@atelier.example');
    for (const fact of facts) {
      expect(letter.text).toContain(fact);
      const [label, value = ''] = fact.split(/: /);
      expect(readable(letter.html)).toContain(label);
      expect(readable(letter.html)).toContain(value);
    }
  },
);

test('lists fifty invoices in the order of their numbers, and the number of further ones', async () => {
  const { text, html } = await letterOf(63);
  const listed = text.match(/FA-2026-\d+/g)!;
  expect(listed).toHaveLength(50);
  expect(listed).toEqual(listed.toSorted());
  expect(text).toContain('Autres factures\u00a0: 13');
  // Mailboxes cut off what is longer than 102 kB.
  expect(html.length).toBeLessThan(60_000);
  const { text: short } = await letterOf(50);
  expect(short).not.toContain('Autres factures');
});

test.each([
  [1, 'Un paiement est arrivé le 21 novembre', '1 nouveau paiement le'],
  [2, '2 paiements sont arrivés le 21 novembre', '2 nouveaux paiements le'],
])('counts in correct French: %i', async (count, sentence, subject) => {
  const letter = await letterOf(count);
  expect(letter.text).toContain(sentence);
  expect(letter.subject).toContain(subject);
});

test.each([
  [0, 'ensemble, une fois par heure'],
  [1, 'Le premier de cette heure'],
  [2, 'Les 2 premiers de cette heure'],
])('says what was sent before it: %i notes', async (notesPerHour, sentence) => {
  expect((await letterOf(3, { notesPerHour })).text).toContain(sentence);
});

test('an hour that ends at midnight belongs to the day on which it began', async () => {
  const { subject } = await letterOf(1, { hour: '2026-11-21T22' });
  expect(subject).toContain('le 21 novembre 2026, de 23\u00a0h\u00a000 à 00\u00a0h\u00a000');
});

test('French puts a no-break space before high punctuation', async () => {
  const { html, text } = await letterOf(60);
  for (const words of [readable(html), text]) expect(words).not.toMatch(/ [:;!?](\s|$)/);
});

test('is a readable mail, and a retry keeps its Message-ID', async () => {
  const [letter, again] = [await letterOf(3), await letterOf(4)];
  const mime = await readMime(await composeMime(letter));
  expect(mime.subject).toBe(letter.subject);
  expect(again.messageId).toBe(letter.messageId);
  expect(letter.messageId).toBe('<digest.2026-11-21T10.admin@atelier.example>');
});
