import { anInvoice, aPayment, checkoutUrl, paymentId } from './payments.ts';
import type { Answer } from './result-server.ts';
import { setup } from './setup.ts';

const returnUrl = 'https://shop.example/merci?panier=7';

let web: Awaited<ReturnType<typeof setup>>;

beforeAll(async () => {
  web = await setup();
});
afterAll(() => web?.stop());

/** Reads the page once its title is there; a page with trouble behind it fails. */
async function read(answers: Answer[], lang: 'fr' | 'en', title: string): Promise<string> {
  const { page, problems } = await web.visit(answers, { lang });
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  expect(await page.title()).toBe(title);
  expect(await page.locator('html').getAttribute('lang')).toBe(lang);
  const [text = ''] = await page.getByRole('main').allInnerTexts();
  expect(await problems()).toEqual([]);
  return text;
}

const completed = aPayment({ status: 'completed', invoice: anInvoice() });
const inFrancs = aPayment({ ...completed, amount: 5000, currency: 'XOF' });

describe.each([
  {
    state: 'being confirmed',
    answer: aPayment(),
    fr: ['Paiement en cours', 'Gardez cette page ouverte\u00a0:'],
    en: ['Payment in progress', 'Keep this page open:'],
  },
  {
    state: 'paid',
    answer: completed,
    fr: [
      'Paiement confirmé',
      'Merci\u202f!',
      '468,00\u00a0€',
      'FA-2026-000042',
      'aussi envoyée par e-mail',
      '12 novembre 2026 à 14:02',
    ],
    en: [
      'Payment confirmed',
      'Thank you!',
      '€468.00',
      'FA-2026-000042',
      'also sent to you by e-mail',
      '12 November 2026 at 14:02',
    ],
  },
  {
    state: 'of an invoice and cancelled',
    answer: aPayment({ status: 'cancelled', invoiceId: 'inv_01' }),
    fr: ['Paiement annulé', 'Le lien de votre facture reste valable'],
    en: ['Payment cancelled', 'The link to your invoice remains valid'],
  },
  {
    state: 'paid in CFA francs',
    answer: inFrancs,
    fr: ['Paiement confirmé', '5\u00a0000\u00a0F\u00a0CFA'],
    en: ['Payment confirmed', 'F\u00a0CFA\u00a05,000'],
  },
  {
    state: 'paid, without its invoice yet',
    answer: aPayment({ status: 'completed' }),
    fr: ['Paiement confirmé', 'Votre facture arrive'],
    en: ['Payment confirmed', 'Your invoice will be here'],
  },
  {
    state: 'partly refunded',
    answer: aPayment({ ...completed, amountRefunded: 6800, refundState: 'partial' }),
    fr: ['Paiement confirmé', 'Remboursé', '68,00\u00a0€'],
    en: ['Payment confirmed', 'Refunded', '€68.00'],
  },
  {
    state: 'refused',
    answer: aPayment({ status: 'failed' }),
    fr: ['Le paiement n’a pas abouti', 'Rien n’a été débité.'],
    en: ['The payment did not go through', 'Nothing was charged.'],
  },
  {
    state: 'cancelled',
    answer: aPayment({ status: 'cancelled' }),
    fr: ['Paiement annulé', 'Rien n’a été débité.'],
    en: ['Payment cancelled', 'Nothing was charged.'],
  },
  {
    state: 'expired',
    answer: aPayment({ status: 'expired' }),
    fr: ['Le délai pour payer est dépassé', 'Rien n’a été débité.'],
    en: ['The time to pay has passed', 'Nothing was charged.'],
  },
  {
    state: 'paid with another amount',
    answer: aPayment({ status: 'review' }),
    fr: ['Paiement reçu, en cours de vérification', 'ne payez pas une seconde fois'],
    en: ['Payment received, being checked', 'do not pay a second time'],
  },
  {
    state: 'left without paying',
    answer: aPayment({ status: 'pending' }),
    fr: ['Paiement non terminé', 'pas encore reçu', 'Reprendre le paiement'],
    en: ['Payment not finished', 'not received', 'Continue to payment'],
  },
])('a payment that is $state', ({ answer, fr, en }) => {
  it.each([
    ['fr', fr],
    ['en', en],
  ] as const)('is shown in %s', async (lang, [title = '', ...texts]) => {
    const text = await read([answer], lang, title);
    for (const expected of [...texts, answer.description, paymentId])
      expect(text).toContain(expected);
  });
});

describe.each([400, 401, 403, 404])('a link that the API answers with %d', (status) => {
  it('is reported as invalid, and requested only once', async () => {
    expect(await read([status], 'fr', 'Ce lien n’est pas valable')).toContain('Rouvrez le lien');
    expect(await read([status], 'en', 'This link is not valid')).toContain('original link');
    expect(web.server.polls).toHaveLength(1);
  });
});

describe('the links to continue', () => {
  const links = async (answer: Answer, title: string) => {
    const { page } = await web.visit([answer]);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const shown = await page.getByRole('link').all();
    const found = await Promise.all(
      shown.map(async (link) => [await link.textContent(), await link.getAttribute('href')]),
    );
    return found;
  };

  it('a paid buyer gets the invoice by the address of the API, and a link to the shop', async () => {
    expect(await links(aPayment({ ...completed, returnUrl }), 'Paiement confirmé')).toEqual([
      ['Télécharger la facture', anInvoice().url],
      ['Retour à la boutique', returnUrl],
    ]);
  });

  it.each([
    ['failed', 'Le paiement n’a pas abouti'],
    ['cancelled', 'Paiement annulé'],
    ['expired', 'Le délai pour payer est dépassé'],
  ] as const)('a %s payment can be tried again from the shop', async (status, title) => {
    expect(await links(aPayment({ status, returnUrl }), title)).toEqual([
      ['Réessayer depuis la boutique', returnUrl],
    ]);
    expect(await links(aPayment({ status }), title)).toEqual([]);
  });

  it('a buyer who returned without paying continues where it stopped', async () => {
    const pending = aPayment({ status: 'pending', returnUrl });
    expect(await links(pending, 'Paiement non terminé')).toEqual([
      ['Reprendre le paiement', checkoutUrl],
      ['Retour à la boutique', returnUrl],
    ]);
  });

  it('a payment in an app has no page to continue on', async () => {
    const action = { kind: 'sdk', provider: 'stripe', clientSecret: 'pi_1_secret_2' } as const;
    const pending = aPayment({ status: 'pending', action });
    expect(await links(pending, 'Paiement non terminé')).toEqual([]);
  });
});
