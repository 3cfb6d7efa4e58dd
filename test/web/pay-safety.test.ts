import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { anInvoice, aPaymentWith, invoiceId, invoiceToken } from './pay-invoices.ts';
import { payPage, showInvoicePayment } from './pay-server.ts';
import { button, setup, titled } from './pay-setup.ts';
import { clientToken } from './payments.ts';
import { showResult } from './result-server.ts';

let web: Awaited<ReturnType<typeof setup>>;

beforeAll(async () => {
  web = await setup();
});
afterAll(() => web?.stop());

const attack = '"><img src=x onerror="window.isHarmed=1"><script>window.isHarmed=1</script>';
const press = (page: Page) => button(page, 'PayPal').click();

describe('the answer to GET /pay', () => {
  it('is the page, with the same caching and policy as the result page', async () => {
    const { headers: { 'content-security-policy': policy, ...headers } = {}, ...reply } =
      await showInvoicePayment();
    const { headers: { 'content-security-policy': model, ...others } = {} } = await showResult();
    const withoutHashes = (text: unknown) => String(text).replace(/sha256-[\w+/]{43}=/g, 'hash');
    expect(reply).toEqual({ statusCode: 200, body: payPage });
    expect(headers).toEqual(others);
    expect(withoutHashes(policy)).toBe(withoutHashes(model));
    expect(policy).not.toBe(model);
  });

  it('is small: less than 12 kB as it travels, compressed', () => {
    expect(gzipSync(payPage).byteLength).toBeLessThan(12_000);
  });
});

describe('the token of the invoice', () => {
  it('is kept in the tab that leaves to pay, for the return, which has no token [L1]', async () => {
    const onward = { kind: 'redirect', url: `${web.server.url}/pay?invoice=elsewhere` } as const;
    const { page } = await web.visit({
      invoice: [anInvoice()],
      payment: [aPaymentWith(onward)],
    });
    await press(page);
    await page.waitForURL(/elsewhere/);
    await titled(page, 'Ce lien n’est plus valable');
    await page.goto(`${web.server.url}/pay?invoice=${invoiceId}&lang=fr`);
    await titled(page, 'Facture à payer');
    const stored = 'JSON.stringify(Object.entries(sessionStorage))';
    expect(await page.evaluate(stored)).toBe(
      JSON.stringify([[`clientToken:${invoiceId}`, invoiceToken]]),
    );
  });
});

describe('texts of the API stay text', () => {
  it('markup in an invoice and in a problem is shown as text, and has no effect', async () => {
    const { page, problems } = await web.visit({
      invoice: [
        anInvoice({
          number: `n${attack}`,
          seller: { name: `s${attack}` },
          customer: { name: `c${attack}` },
          lines: [{ description: `d${attack}`, quantity: 1, amount: 1 }],
        }),
      ],
      payment: [{ status: 422, body: { code: 'x', detail: `p${attack}` } }],
    });
    await press(page);
    for (const place of ['n', 's', 'c', 'd', 'p']) await page.getByText(place + attack).waitFor();
    expect(await page.evaluate('window.isHarmed')).toBeUndefined();
    expect(await page.locator('main img[src]').count()).toBe(0);
    expect(await problems()).toEqual([]);
  });

  it.each(['javascript:window.isHarmed=1', 'data:text/html,<b>1</b>', '//evil.example/'])(
    '%s is not accepted as a PDF or as a page to pay on',
    async (url) => {
      const { page, requested, problems } = await web.visit({
        invoice: [{ status: 200, body: { ...anInvoice().body, pdfUrl: url } }],
        payment: [
          { status: 201, body: { ...aPaymentWith(null).body, action: { kind: 'redirect', url } } },
        ],
      });
      await press(page);
      await page.getByText('Choisissez-en un autre').waitFor();
      expect(await page.getByRole('link').count()).toBe(0);
      expect(await page.evaluate('window.isHarmed')).toBeUndefined();
      expect(requested.every((address) => address.startsWith(web.server.url))).toBe(true);
      expect(await problems()).toEqual([]);
    },
  );

  it('a code that is not an image is not shown', async () => {
    const action = {
      kind: 'qr',
      payload: 'javascript:1',
      deepLinks: {},
      png: 'data:image/svg+xml,<svg/>',
    };
    const { page } = await web.visit({
      invoice: [anInvoice()],
      payment: [{ status: 201, body: { ...aPaymentWith(null).body, action } }],
    });
    await press(page);
    await page.getByText('Choisissez-en un autre').waitFor();
    expect(await page.getByRole('img').count()).toBe(0);
  });

  it('a method unknown to the page has no button', async () => {
    const invoice = { ...anInvoice().body, paymentMethods: ['constructor', 'cheque'] };
    const { page } = await web.visit({ invoice: [{ status: 200, body: invoice }] });
    await titled(page, 'Pas de paiement en ligne');
  });
});

it('no address sent to a server contains a token, and the provider gets no referrer', async () => {
  const url = `${web.server.url}/checkout`;
  const { page, requested } = await web.visit({
    invoice: [anInvoice()],
    payment: [aPaymentWith({ kind: 'redirect', url })],
  });
  await titled(page, 'Facture à payer');
  const arrival = page.waitForRequest(url);
  await press(page);
  expect((await (await arrival).allHeaders()).referer).toBeUndefined();
  const seen = requested.map((address) => address.split('#')[0]!);
  for (const address of seen) {
    expect(address.startsWith(web.server.url)).toBe(true);
    for (const token of [invoiceToken, clientToken]) expect(address).not.toContain(token);
  }
});
