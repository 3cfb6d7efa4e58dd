import { anInvoice, aPayment, clientToken, paymentId } from './payments.ts';
import { setup } from './setup.ts';

let web: Awaited<ReturnType<typeof setup>>;

beforeAll(async () => {
  web = await setup();
});
afterAll(() => web?.stop());

const attack = '"><img src=x onerror="window.isHarmed=1"><script>window.isHarmed=1</script>';

describe('texts of a payment stay text', () => {
  it('markup in a description is shown as text, and has no effect', async () => {
    const { page, problems } = await web.visit([
      aPayment({ status: 'failed', description: attack }),
    ]);
    await page.getByText(attack).waitFor();
    expect(await page.evaluate('window.isHarmed')).toBeUndefined();
    expect(await page.locator('main img').count()).toBe(0);
    expect(await problems()).toEqual([]);
  });

  it.each([
    'javascript:window.isHarmed=1',
    'JavaScript://shop.example/%0awindow.isHarmed=1',
    'data:text/html,<script>1</script>',
    ' javascript:1',
    '//shop.example/',
    'https:evil',
  ])('%s is not accepted as a link to the shop', async (returnUrl) => {
    const { page } = await web.visit([aPayment({ status: 'cancelled', returnUrl })]);
    await page.getByText('Rien n’a été débité.').waitFor();
    expect(await page.getByRole('link').count()).toBe(0);
  });

  it('and a script is not accepted as a checkout or an invoice', async () => {
    const url = 'javascript:window.isHarmed=1';
    const { page } = await web.visit([
      aPayment({ status: 'pending', action: { kind: 'redirect', url } }),
      aPayment({ status: 'pending', action: { kind: 'redirect', url } }),
      aPayment({ status: 'pending', action: { kind: 'redirect', url } }),
      aPayment({ status: 'completed', invoice: { ...anInvoice(), url } }),
    ]);
    await page.getByText('Paiement non terminé').waitFor();
    expect(await page.getByRole('link').count()).toBe(0);
    await page.getByText('FA-2026-000042').waitFor();
    expect(await page.getByRole('link').count()).toBe(0);
  });

  it('an injected script is not run', async () => {
    const { page, problems } = await web.visit([aPayment({ status: 'failed' })]);
    await page.getByText('Rien n’a été débité.').waitFor();
    await page
      .evaluate(`{
      const script = document.createElement('script');
      try { script.textContent = 'window.isHarmed = 1'; } catch {}
      document.body.append(script);
      document.body.setAttribute('onclick', 'window.isHarmed = 1');
    }`)
      .catch(() => {});
    await page.locator('#ticket').click({ position: { x: 5, y: 5 } });
    expect(await page.evaluate('window.isHarmed')).toBeUndefined();
    expect(await problems()).not.toEqual([]);
  });
});

describe('what leaves the page', () => {
  it('no request goes to another origin, and no address contains the token', async () => {
    const returnUrl = 'https://shop.example/merci';
    const { page, requested, problems } = await web.visit([
      aPayment(),
      aPayment({ status: 'completed', returnUrl, invoice: anInvoice() }),
    ]);
    await page.getByRole('link', { name: 'Télécharger la facture' }).waitFor();
    const toTheServer = requested.map((address) => address.split('#')[0]!);
    for (const address of toTheServer) {
      expect(new URL(address).origin === web.server.url || address.startsWith('data:')).toBe(true);
      expect(address).not.toContain(clientToken);
    }
    const shop = page.getByRole('link', { name: 'Retour à la boutique' });
    expect(await shop.getAttribute('href')).toBe(returnUrl);
    expect(await problems()).toEqual([]);
  });

  it('the shop gets no referrer', async () => {
    const returnUrl = 'https://shop.example/merci';
    const { page } = await web.visit([
      aPayment({ status: 'completed', returnUrl, invoice: anInvoice() }),
    ]);
    const arrived = page.waitForRequest(returnUrl);
    await page.route(returnUrl, (route) => route.fulfill({ body: 'the shop' }));
    await page.getByRole('link', { name: 'Retour à la boutique' }).click();
    expect((await (await arrived).allHeaders()).referer).toBeUndefined();
    await page.waitForURL(returnUrl);
  });
});

describe.each([
  ['no token', { fragment: '' }],
  ['an empty token', { fragment: 'clientToken=' }],
  ['a token that no header could carry', { fragment: 'clientToken=ct_%0d%0aé' }],
  ['no payment', { query: 'lang=fr' }],
  ['a payment that is a path', { query: 'payment=../api-keys&lang=fr' }],
  ['a payment that is another host', { query: 'payment=//evil.example/&lang=fr' }],
])('a link with %s', (_, link) => {
  it('is reported as invalid, and nothing is requested', async () => {
    const { page, problems } = await web.visit([aPayment()], link);
    await page.getByRole('heading', { name: 'Ce lien n’est pas valable' }).waitFor();
    expect(web.server.polls).toEqual([]);
    expect(await problems()).toEqual([]);
    expect(await page.getByText(paymentId).count()).toBe(0);
  });
});
