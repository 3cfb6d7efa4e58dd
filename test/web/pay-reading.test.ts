import { contrastFaults } from './contrast.ts';
import { anInvoice, aPaymentWith, paidInvoice } from './pay-invoices.ts';
import type { Script } from './pay-server.ts';
import { button, setup, titled } from './pay-setup.ts';

let web: Awaited<ReturnType<typeof setup>>;

beforeAll(async () => {
  web = await setup();
});
afterAll(() => web?.stop());

describe('on a screen of 320 pixels', () => {
  const long = 'Fournitures'.repeat(12);
  const large = anInvoice({
    currency: 'XOF',
    amount: 99_999_999,
    amountDue: 99_999_998,
    dueDate: '2026-01-31',
    number: `FA-${'9'.repeat(60)}`,
    seller: { name: long },
    customer: { name: long },
    lines: [{ description: long, quantity: 1000, amount: -99_999_999 }],
    paymentMethods: ['card', 'paypal', 'mobile_money'],
  });
  const push = aPaymentWith({ kind: 'push', instructions: long });
  const refused = { status: 422, body: { code: 'x', detail: long } };

  it('nothing is cut off or hard to read, in light and dark colours', async () => {
    const scenes: [string, Script][] = [
      ['Facture à payer', { invoice: [large], payment: [refused] }],
      ['Confirmez sur votre téléphone', { invoice: [large], payment: [push] }],
      ['Facture payée', { invoice: [paidInvoice] }],
      ['Ce lien n’est plus valable', { invoice: [404] }],
    ];
    for (const [title, script] of scenes) {
      const { page, problems } = await web.visit(script);
      await page.setViewportSize({ width: 320, height: 568 });
      if (script.payment) await button(page, 'PayPal').click();
      await titled(page, title);
      if (script.payment?.[0] === refused) await page.getByText('Choisissez-en un autre').waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        expect(await contrastFaults(page)).toEqual([]);
      }
      expect(await problems()).toEqual([]);
    }
  });
});

describe('accessibility', () => {
  it('the language is that of the address, else the invoice’s, else the browser’s', async () => {
    const query = 'invoice=inv_1';
    const browser = { locale: 'en-GB' };
    const { page } = await web.visit({ invoice: [anInvoice()] }, { query, browser });
    await titled(page, 'Facture à payer');
    await page.getByRole('button', { name: 'English' }).click();
    await titled(page, 'Invoice to pay');
    await page.reload();
    await titled(page, 'Invoice to pay');
    web.server.answer({ invoice: [404] });
    await page.goto(`${web.server.url}/pay?invoice=inv_2#clientToken=ct_a`);
    await titled(page, 'This link is no longer valid');
  });

  it('the page has its landmarks, announces changes, and shows the keyboard’s focus', async () => {
    const { page } = await web.visit({ invoice: [anInvoice()] });
    const status = page.getByRole('status').filter({ has: page.getByRole('heading') });
    await status.getByText('Facture à payer').waitFor();
    expect(await status.getAttribute('aria-atomic')).toBe('true');
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.getByRole('region').count()).toBe(2);
    const stops: unknown[] = [];
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate('document.activeElement.textContent'));
      const outline = 'getComputedStyle(document.activeElement).outlineStyle';
      expect(await page.evaluate(outline)).toBe('solid');
    }
    expect(stops).toEqual([
      'English',
      'Carte bancaire, Apple\u00a0Pay, Google\u00a0Pay',
      'PayPal',
      'Facture en PDF',
    ]);
  });

  it('the print shows the invoice without buttons', async () => {
    const { page } = await web.visit({ invoice: [anInvoice()] });
    await titled(page, 'Facture à payer');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('Abonnement Pro').isVisible()).toBe(true);
    expect(await page.getByRole('button').count()).toBe(0);
  });

  it('without JavaScript a sentence says what to do', async () => {
    const { page } = await web.visit({}, { browser: { javaScriptEnabled: false } });
    const [text = ''] = await page.getByRole('main').allInnerTexts();
    expect(text).toContain('Cette page a besoin de JavaScript');
    expect(text).toContain('This page needs JavaScript');
    expect(web.server.reads).toEqual([]);
  });
});
