import type { Page } from 'playwright-core';
import { anInvoice, aPaymentWith, aProblem, invoiceId, invoiceToken } from './pay-invoices.ts';
import type { Script } from './pay-server.ts';
import { button, setup, titled } from './pay-setup.ts';

let web: Awaited<ReturnType<typeof setup>>;

beforeAll(async () => {
  web = await setup();
});
afterAll(() => web?.stop());

const toCheckout = () =>
  aPaymentWith({ kind: 'redirect', url: `${web.server.url}/checkout?session=cs_1` });
const arrived = (page: Page) => page.getByText('Another page').waitFor();
const keys = () => web.server.clicks.map(({ key }) => key);

async function visit(payment: Script['payment'], invoice = anInvoice()) {
  const visited = await web.visit({ invoice: [invoice], payment });
  await titled(visited.page, 'Facture à payer');
  return visited;
}

describe('a press on a method', () => {
  it('opens one payment of this invoice and leads to the provider’s page', async () => {
    const { page, problems } = await web.visit(
      { invoice: [anInvoice()], payment: [toCheckout()] },
      { lang: 'en' },
    );
    await button(page, 'Card, Apple Pay, Google Pay').dblclick();
    await arrived(page);
    expect(new URL(page.url()).search).toBe('?session=cs_1');
    expect(web.server.clicks).toEqual([
      {
        token: invoiceToken,
        key: expect.stringMatching(
          /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        ),
        type: 'application/json',
        body: { invoiceId, method: 'card', action: 'redirect', locale: 'en' },
      },
    ]);
    expect(await problems()).toEqual([]);
  });

  it('blocks a second one until it is answered, and says what it waits for', async () => {
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof toCheckout>>();
    const { page } = await visit([promise]);
    await button(page, 'PayPal').click();
    await page.getByRole('status').getByText('nous préparons votre paiement').waitFor();
    expect(await button(page, 'Carte bancaire').isDisabled()).toBe(true);
    expect(await button(page, 'PayPal').isDisabled()).toBe(true);
    resolve(toCheckout());
    await arrived(page);
    expect(web.server.clicks.map(({ body }) => body.method)).toEqual(['paypal']);
  });

  it('is sent again with its own key if its result is unknown', async () => {
    const inUse = aProblem(409, 'idempotency_key_in_use');
    const { page } = await visit(['broken', inUse, toCheckout()]);
    await button(page, 'PayPal').click();
    await arrived(page);
    expect(web.server.clicks).toHaveLength(3);
    expect(new Set(keys()).size).toBe(1);
  });

  it('does not lead on by itself while another payment is on its way: paying twice is a choice', async () => {
    const warnings = [
      { code: 'payment_processing' as const, paymentId: null, detail: 'Its money is on its way.' },
    ];
    const doubled = aPaymentWith(
      { kind: 'redirect', url: `${web.server.url}/checkout?session=cs_1` },
      { warnings },
    );
    const { page, problems } = await visit([doubled, doubled]);
    await button(page, 'PayPal').click();
    await titled(page, 'Un paiement est déjà en cours');
    await page.getByText('vous paierez deux fois').waitFor();
    await button(page, 'Payer autrement').click();
    await titled(page, 'Facture à payer');
    await button(page, 'PayPal').click();
    await page.getByRole('link', { name: 'Payer quand même' }).click();
    await arrived(page);
    expect(await problems()).toEqual([]);
  });

  it('works again after returning from the provider’s page, as a new request', async () => {
    const { page } = await visit([toCheckout()]);
    await button(page, 'PayPal').click();
    await arrived(page);
    await page.goBack();
    await button(page, 'PayPal').click();
    await arrived(page);
    expect(web.server.clicks).toHaveLength(2);
    expect(new Set(keys()).size).toBe(2);
  });

  it('works again on a page that the browser kept as it was', async () => {
    const { page } = await visit([aPaymentWith({ kind: 'redirect', url: 'http://0.0.0.0:1/' })]);
    await page.route('http://0.0.0.0:1/', (route) => route.abort('aborted'), { times: 1 });
    await button(page, 'PayPal').click();
    await titled(page, 'Direction la page de paiement');
    const onward = page.getByRole('link', { name: 'Continuer vers le paiement' });
    expect(await onward.getAttribute('href')).toBe('http://0.0.0.0:1/');
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    await titled(page, 'Facture à payer');
    expect(await button(page, 'PayPal').isEnabled()).toBe(true);
    expect(web.server.reads).toHaveLength(2);
  });
});
