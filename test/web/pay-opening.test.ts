import { anInvoice, invoiceId, invoiceToken } from './pay-invoices.ts';
import { button, setup, titled } from './pay-setup.ts';

let web: Awaited<ReturnType<typeof setup>>;

beforeAll(async () => {
  web = await setup();
});
afterAll(() => web?.stop());

it('while the invoice is loading, with the token as a header, the page says so', async () => {
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof anInvoice>>();
  const { page } = await web.visit({ invoice: [promise] });
  await page.getByText('Nous ouvrons votre facture.').waitFor();
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
  expect(web.server.reads).toEqual([{ path: `/v1/invoices/${invoiceId}`, token: invoiceToken }]);
  resolve(anInvoice());
  await titled(page, 'Facture à payer');
});

describe('an invalid link', () => {
  it.each([401, 404])('(%d) shows nothing about any invoice', async (status) => {
    const { page } = await web.visit({ invoice: [status] });
    await titled(page, 'Ce lien n’est plus valable');
    const [text = ''] = await page.getByRole('main').allInnerTexts();
    expect(text.trim().split('\n').filter(Boolean)).toEqual([
      'Ce lien n’est plus valable',
      'Il est incomplet, ou ne permet plus de payer. Rouvrez le lien d’origine, ou contactez le vendeur.',
    ]);
    await button(page, 'English').click();
    await titled(page, 'This link is no longer valid');
    expect(await page.getByRole('link').count()).toBe(0);
    expect(web.server.reads).toHaveLength(1);
  });

  it.each([
    ['no token', { fragment: '' }],
    ['a token that no header could carry', { fragment: 'clientToken=ct_%0d%0aé' }],
    ['an invoice that is a path', { query: 'invoice=../api-keys&lang=fr' }],
  ])('with %s causes no request', async (_, link) => {
    const { page, problems } = await web.visit({ invoice: [anInvoice()] }, link);
    await titled(page, 'Ce lien n’est plus valable');
    expect(web.server.reads).toEqual([]);
    expect(await problems()).toEqual([]);
  });
});

describe('when the network fails', () => {
  it('one lost answer is not shown', async () => {
    const { page } = await web.visit({ invoice: ['broken', anInvoice()] });
    await titled(page, 'Facture à payer');
    expect(web.server.reads).toHaveLength(2);
  });

  it('the second one is shown, and the buyer can try again', async () => {
    const broken = { status: 200, body: { ...anInvoice().body, lines: [null] } };
    const { page, problems } = await web.visit({ invoice: [503, broken] });
    await titled(page, 'Connexion difficile');
    web.server.answer({ invoice: [anInvoice()] });
    await page.getByRole('button', { name: 'Réessayer' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('title');
    await titled(page, 'Facture à payer');
    expect(await problems()).toEqual([]);
  });

  it('it retries automatically when the connection is back', async () => {
    const { page } = await web.visit({ invoice: ['broken', 500, anInvoice()] });
    await titled(page, 'Connexion difficile');
    await page.evaluate("dispatchEvent(new Event('online'))");
    await titled(page, 'Facture à payer');
  });
});
