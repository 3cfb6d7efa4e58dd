import type { Page } from 'playwright-core';
import { anInvoice, aPaymentWith, aProblem, paidInvoice } from './pay-invoices.ts';
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

describe('what went wrong is shown, and nothing is charged', () => {
  it.each([
    ['payments_switched_off', 'Ce moyen de paiement est suspendu pour le moment.'],
    ['provider_unreachable', 'Le prestataire de paiement ne répond pas.'],
  ])(
    '%s: another press repeats the same request, another method does not',
    async (code, sentence) => {
      const { page } = await visit([aProblem(503, code)]);
      await button(page, 'PayPal').click();
      await page.getByText(`${sentence} Rien n’a été débité`).waitFor();
      expect(await page.evaluate('document.activeElement.textContent')).toBe('PayPal');
      await button(page, 'English').click();
      await button(page, 'PayPal').click();
      await page.getByText('try again, or choose another').waitFor();
      await button(page, 'Card').click();
      await page.getByText('try again, or choose another').waitFor();
      const [first, second, third] = web.server.clicks;
      expect(second).toEqual(first);
      expect(third!.key).not.toBe(first!.key);
      expect(third!.body).toMatchObject({ method: 'card', locale: 'en' });
    },
  );

  it('an outage is shown after three tries, and the only method can be tried again', async () => {
    const { page } = await visit([500], anInvoice({ paymentMethods: ['paypal'] }));
    await button(page, 'PayPal').click();
    await page.getByText('Rien n’a été débité\u00a0: réessayez dans un instant.').waitFor();
    const [key] = keys();
    web.server.answer({ payment: [toCheckout()] });
    await button(page, 'PayPal').click();
    await arrived(page);
    expect(keys()).toEqual([key]);
  });

  it('the gateway’s own 429 is sent again at once, a limit of ours is shown in its words', async () => {
    const detail = '30 payments of this were started today.';
    const throttled = { status: 429, body: { message: 'Too Many Requests' } };
    const { page } = await visit([throttled, aProblem(429, 'too_many_payments', detail)]);
    await button(page, 'PayPal').click();
    await page.getByText(detail).waitFor();
    expect(new Set(keys()).size).toBe(1);
    expect(keys()).toHaveLength(2);
  });

  it('a refusal is shown in the API’s words, and the next press is a new request', async () => {
    const detail = 'stripe takes €0.50 or more; this is €0.20.';
    const failed = aPaymentWith(null, { status: 'failed' });
    const { page } = await visit([aProblem(422, 'amount_below_minimum', detail), failed]);
    await button(page, 'PayPal').click();
    await page.getByText('Choisissez-en un autre').waitFor();
    expect(await page.getByText(detail).getAttribute('lang')).toBe('en');
    await button(page, 'PayPal').click();
    await page.getByText('Le paiement n’a pas abouti. Rien n’a été débité').waitFor();
    expect(await page.getByText(detail).count()).toBe(0);
    const used = keys();
    web.server.answer({ payment: [toCheckout()] });
    await button(page, 'PayPal').click();
    await arrived(page);
    expect(new Set([...used, ...keys()]).size).toBe(3);
  });
});

describe('if the payment needs another step', () => {
  it('the phone that must confirm is named, and the payment can be followed', async () => {
    const instructions = 'Confirmez le paiement de 468,00 € sur votre téléphone.';
    const { page } = await visit([aPaymentWith({ kind: 'push', instructions })]);
    await button(page, 'PayPal').click();
    await titled(page, 'Confirmez sur votre téléphone');
    expect(await page.getByText(instructions).isVisible()).toBe(true);
    expect(await page.evaluate('document.activeElement.id')).toBe('title');
    const { body } = aPaymentWith(null);
    expect(await page.getByRole('link', { name: 'Suivre mon' }).getAttribute('href')).toBe(
      `${web.server.url}/result?payment=${body.id}&lang=fr#clientToken=${body.clientToken}`,
    );
    await button(page, 'Payer autrement').click();
    await titled(page, 'Facture à payer');
  });

  it('a code is shown to be scanned, and opened by a link if possible', async () => {
    const png = `data:image/png;base64,${onePixel}`;
    const deepLinks = { wave: 'wave://pay/1', web: 'https://wallet.example/pay/1' };
    const { page, problems } = await visit([
      aPaymentWith({ kind: 'qr', payload: '000201', png, svg: '<svg/>', deepLinks }),
    ]);
    await button(page, 'PayPal').click();
    await titled(page, 'Scannez le code pour payer');
    expect(await page.getByRole('img', { name: 'Code QR' }).getAttribute('src')).toBe(png);
    expect(await page.evaluate('document.getElementById("code").naturalWidth')).toBe(1);
    const open = page.getByRole('link', { name: 'Ouvrir l’application' });
    expect(await open.getAttribute('href')).toBe(deepLinks.web);
    expect(await problems()).toEqual([]);
  });

  it('a payment that is already open is followed on the result page', async () => {
    const { page } = await visit([aPaymentWith(null, { status: 'processing' })]);
    await button(page, 'PayPal').click();
    await arrived(page);
    expect(page.url()).toContain('/result?payment=pay_');
  });
});

describe('if the invoice was paid meanwhile', () => {
  it('a press shows it as paid', async () => {
    const { page } = await visit([aProblem(409, 'invoice_already_paid')]);
    await button(page, 'PayPal').click();
    await titled(page, 'Facture payée');
    expect(await button(page, 'PayPal').count()).toBe(0);
  });

  it('and so does returning to the page', async () => {
    const { page } = await visit([]);
    web.server.answer({ invoice: [paidInvoice] });
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await titled(page, 'Facture payée');
  });

  it('a link that is no longer valid is reported', async () => {
    const { page } = await visit([aProblem(404, 'invoice_not_found')]);
    await button(page, 'PayPal').click();
    await titled(page, 'Ce lien n’est plus valable');
    expect(await page.getByText('FA-2026-000042').count()).toBe(0);
  });
});

const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
