import { anInvoice, paidInvoice } from './pay-invoices.ts';
import type { Script } from './pay-server.ts';
import { setup, titled } from './pay-setup.ts';

let web: Awaited<ReturnType<typeof setup>>;

beforeAll(async () => {
  web = await setup();
});
afterAll(() => web?.stop());

/** Reads the page in French, and in English after a press on the switch. */
async function readBoth(invoice: Script['invoice'], titles: [string, string]) {
  const { page, problems } = await web.visit({ invoice });
  const texts: string[] = [];
  for (const [place, lang] of (['fr', 'en'] as const).entries()) {
    await titled(page, titles[place]!);
    expect(await page.title()).toBe(titles[place]);
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    texts.push((await page.getByRole('main').allInnerTexts())[0]!);
    if (lang === 'fr') await page.getByRole('button', { name: 'English' }).click();
  }
  expect(await problems()).toEqual([]);
  return { page, french: texts[0]!, english: texts[1]! };
}

const francs = { currency: 'XOF', amount: 5000, amountDue: 5000 } as const;
const lineNumber = (n: number) => ({ description: `Ligne ${n}.`, quantity: 1, amount: n });
const severalLines = (count: number) => Array.from({ length: count }, (_, i) => lineNumber(i + 1));

describe.each([
  {
    state: 'to be paid',
    answer: anInvoice(),
    fr: [
      'Facture à payer',
      '468,00\u00a0€',
      'À payer au plus tard le 31 décembre 2099',
      '1er décembre 2026',
      'Trafic de novembre 2026, par Go × 30',
      '360,00\u00a0€',
      'Carte bancaire, Apple\u00a0Pay, Google\u00a0Pay',
      'PayPal',
      'page sécurisée',
    ],
    en: [
      'Invoice to pay',
      '€468.00',
      'To be paid by 31 December 2099',
      '1 December 2026',
      '€360.00',
      'Card, Apple\u00a0Pay, Google\u00a0Pay',
      'secure page',
    ],
  },
  {
    state: 'overdue',
    answer: anInvoice({ dueDate: '2026-01-31' }),
    fr: ['Facture à payer', 'En retard\u00a0: l’échéance était le 31 janvier 2026'],
    en: ['Invoice to pay', 'Overdue: it was due on 31 January 2026'],
  },
  {
    state: 'in CFA francs',
    answer: anInvoice({ ...francs, paymentMethods: ['mobile_money'] }),
    fr: ['Facture à payer', '5\u00a0000\u00a0F\u00a0CFA', 'Mobile Money'],
    en: ['Invoice to pay', 'F\u00a0CFA\u00a05,000', 'Mobile Money'],
  },
  {
    state: 'settled in part by credit',
    answer: anInvoice({ amountDue: 40000 }),
    fr: ['Facture à payer', '400,00\u00a0€', '468,00\u00a0€', 'Déjà réglé', '68,00\u00a0€'],
    en: ['Invoice to pay', '€400.00', '€468.00', 'Already paid', '€68.00'],
  },
  {
    state: 'paid',
    answer: paidInvoice,
    fr: ['Facture payée', '468,00\u00a0€', 'Merci\u202f!', 'plus rien à payer'],
    en: ['Invoice paid', '€468.00', 'Thank you!', 'nothing left to pay'],
  },
  {
    state: 'of a payment that was made before it',
    answer: anInvoice({ ...paidInvoice.body, status: 'generated' }),
    fr: ['Facture payée'],
    en: ['Invoice paid'],
  },
  {
    state: 'cancelled by a credit note',
    answer: anInvoice({ status: 'cancelled', amountDue: 0, paymentMethods: [] }),
    fr: ['Facture annulée', 'rien à payer'],
    en: ['Invoice cancelled', 'nothing to pay'],
  },
  {
    state: 'not payable online',
    answer: anInvoice({ paymentMethods: [] }),
    fr: ['Pas de paiement en ligne', '468,00\u00a0€', 'Contactez le vendeur'],
    en: ['No online payment', '€468.00', 'Contact the seller'],
  },
])('an invoice that is $state', ({ answer, fr, en }) => {
  it('is shown in French and in English, with its PDF and a button for each method', async () => {
    const { page, french, english } = await readBoth([answer], [fr[0]!, en[0]!]);
    const facts = ['FA-2026-000042', 'Atelier Nord SARL', 'Café des Halles', 'Abonnement Pro'];
    for (const expected of [...fr, ...facts]) expect(french).toContain(expected);
    for (const expected of [...en, ...facts]) expect(english).toContain(expected);
    // Nothing was paid on an invoice that a credit note has cancelled.
    if (answer.body.status === 'cancelled') expect(english).not.toContain('Already paid');
    const { pdfUrl, paymentMethods } = answer.body;
    const pdf = page.getByRole('link', { name: 'Invoice as PDF' });
    expect(await pdf.getAttribute('href')).toBe(pdfUrl);
    const buttons = page.getByRole('main').getByRole('button');
    expect(await buttons.count()).toBe(paymentMethods.length);
  });
});

it('of many lines the first twenty are shown, and the PDF has the rest', async () => {
  const { page } = await web.visit({ invoice: [anInvoice({ lines: severalLines(27) })] });
  await page.getByText('… et 7 autres lignes, voir le PDF').waitFor();
  expect(await page.getByRole('listitem').count()).toBe(20);
  expect(await page.getByText('Ligne 20.').count()).toBe(1);
  web.server.answer({ invoice: [anInvoice({ lines: severalLines(21), pdfUrl: null })] });
  await page.reload();
  await page.getByText('… et 1 autre ligne.').waitFor();
  expect(await page.getByRole('link').count()).toBe(0);
});
