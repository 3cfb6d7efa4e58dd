import type { Page } from 'playwright-core';
import { contrastFaults } from './contrast.ts';
import { anInvoice, aPayment } from './payments.ts';
import type { Answer } from './result-server.ts';
import { setup } from './setup.ts';

let web: Awaited<ReturnType<typeof setup>>;

beforeAll(async () => {
  web = await setup();
});
afterAll(() => web?.stop());

const returnUrl = 'https://shop.example/merci';
const invoiced = aPayment({ status: 'completed', returnUrl, invoice: anInvoice() });
const longWord = `${'Fournitures'.repeat(12)} et rien de plus`;
const large = { amount: 99_999_999, currency: 'XOF', description: longWord } as const;

const scenes: [string, Answer][] = [
  ['Paiement en cours', aPayment()],
  ['Paiement confirmé', invoiced],
  ['Paiement confirmé', { ...invoiced, ...large }],
  ['Paiement non terminé', aPayment({ status: 'pending', returnUrl })],
  ['Paiement reçu, en cours de vérification', aPayment({ status: 'review', returnUrl })],
  ['Le paiement n’a pas abouti', aPayment({ status: 'failed', returnUrl })],
  ['Paiement annulé', aPayment({ status: 'cancelled' })],
  ['Le délai pour payer est dépassé', aPayment({ status: 'expired', returnUrl })],
  ['Ce lien n’est pas valable', 404],
  ['Connexion difficile', 503],
];

const titled = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

describe('320 pixels wide, in light and dark colours', () => {
  it.each(scenes)('nothing is cut off or hard to read: %s', async (title, answer) => {
    const { page, problems } = await web.visit([answer]);
    await page.setViewportSize({ width: 320, height: 568 });
    await titled(page, title);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
      expect(await contrastFaults(page)).toEqual([]);
    }
    expect(await problems()).toEqual([]);
  });
});

describe('the language', () => {
  const languageFor = async (query: string, locale: string) => {
    const { page } = await web.visit([invoiced], { query, browser: { locale } });
    const language = await page.locator('html').getAttribute('lang');
    return language;
  };
  const payment = 'payment=pay_1';

  it('is that of the address, else the browser’s, else French', async () => {
    expect(await languageFor(`${payment}&lang=en`, 'fr-FR')).toBe('en');
    expect(await languageFor(`${payment}&lang=fr`, 'en-GB')).toBe('fr');
    expect(await languageFor(payment, 'en-GB')).toBe('en');
    expect(await languageFor(payment, 'fr-SN')).toBe('fr');
    expect(await languageFor(payment, 'wo-SN')).toBe('fr');
  });

  it('is switched by a button, and kept when the page is reloaded', async () => {
    const { page } = await web.visit([invoiced]);
    await titled(page, 'Paiement confirmé');
    await page.getByRole('button', { name: 'English' }).click();
    await titled(page, 'Payment confirmed');
    expect(await page.getByRole('link', { name: 'Download the invoice' }).isVisible()).toBe(true);
    await page.reload();
    await titled(page, 'Payment confirmed');
  });
});

describe('accessibility', () => {
  it('a change is announced, and the page has its landmarks', async () => {
    const { page } = await web.visit([aPayment(), invoiced]);
    const status = page.getByRole('status').filter({ has: page.getByRole('heading') });
    await status.getByText('Paiement confirmé').waitFor();
    expect(await status.getAttribute('aria-atomic')).toBe('true');
    expect(await page.getByRole('main').count()).toBe(1);
    expect(await page.getByRole('banner').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('the keyboard reaches the language, the invoice and the shop, and its focus is visible', async () => {
    const { page } = await web.visit([invoiced]);
    await page.getByRole('link', { name: 'Télécharger la facture' }).waitFor();
    const stops: unknown[] = [];
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate('document.activeElement.textContent'));
      const outline = 'getComputedStyle(document.activeElement).outlineStyle';
      expect(await page.evaluate(outline)).toBe('solid');
    }
    expect(stops).toEqual(['English', 'Télécharger la facture', 'Retour à la boutique']);
  });

  it('nothing moves for people who prefer reduced motion', async () => {
    const running = 'document.getAnimations().length';
    const { page } = await web.visit([aPayment()]);
    await titled(page, 'Paiement en cours');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect(await page.evaluate(running)).toBe(1);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await page.evaluate(running)).toBe(0);
  });

  it('the print shows the receipt without buttons', async () => {
    const { page } = await web.visit([invoiced]);
    await titled(page, 'Paiement confirmé');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText('FA-2026-000042').isVisible()).toBe(true);
    expect(await page.getByRole('link').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
  });

  it('without JavaScript a sentence says what to do', async () => {
    const { page } = await web.visit([invoiced], { browser: { javaScriptEnabled: false } });
    const [text = ''] = await page.getByRole('main').allInnerTexts();
    expect(text).toContain('Cette page a besoin de JavaScript');
    expect(text).toContain('This page needs JavaScript');
    expect(web.server.polls).toEqual([]);
  });
});
