import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { eventually } from '#test/eventually';
import { anInvoice, aPayment, clientToken, paymentId } from './payments.ts';
import { setup } from './setup.ts';

let web: Awaited<ReturnType<typeof setup>>;

beforeAll(async () => {
  web = await setup();
});
afterAll(() => web?.stop());

const completed = aPayment({ status: 'completed' });
const invoiced = aPayment({ status: 'completed', invoice: anInvoice() });

const titled = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

const polled = (times: number) => eventually(() => web.server.polls.length >= times);

/** How far the page's own time goes on before it asks again. */
async function timeUntilNextPoll(page: Page): Promise<number> {
  const before = web.server.polls.length;
  let elapsedMs = 0;
  for (; web.server.polls.length === before; elapsedMs += 100) {
    await page.clock.runFor(100);
    await wait(20);
  }
  return elapsedMs;
}

const setHidden = (page: Page, isHidden: boolean) =>
  page.evaluate(`
    Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  `);

describe('while the payment is open', () => {
  it('the page follows it: processing, paid, and then the invoice arrives', async () => {
    const { page, problems } = await web.visit([aPayment()]);
    await titled(page, 'Paiement en cours');
    web.server.answer(completed);
    await titled(page, 'Paiement confirmé');
    expect(await page.getByText('Votre facture arrive').isVisible()).toBe(true);
    web.server.answer(invoiced);
    await page.getByRole('link', { name: 'Télécharger la facture' }).waitFor();
    expect(await page.getByText('FA-2026-000042').isVisible()).toBe(true);
    expect(await page.getByText('Votre facture arrive').isVisible()).toBe(false);
    expect(await problems()).toEqual([]);
  });

  it('every request is about this payment and has the token as a header', async () => {
    const { page } = await web.visit([aPayment(), invoiced]);
    await titled(page, 'Paiement confirmé');
    const question = { path: `/v1/payments/${paymentId}`, token: clientToken };
    expect(web.server.polls).toMatchObject([question, question]);
  });

  it('a fresh payment is first shown as being checked, and paying is offered later', async () => {
    const { page } = await web.visit([aPayment({ status: 'pending' })]);
    await titled(page, 'Vérification du paiement');
    await polled(1);
    expect(await page.getByRole('link').count()).toBe(0);
    await titled(page, 'Paiement non terminé');
  });

  it('it asks after a second, then less often, but at least every 5 seconds', async () => {
    const { page } = await web.visit([aPayment()], { isTimeHeld: true });
    await polled(1);
    await titled(page, 'Paiement en cours');
    let sinceOpeningMs = 0;
    let leastMs = 0;
    for (const pauseMs of [1000, 1400, 1900, 2700, 3800, 4900, 4900]) {
      const elapsedMs = await timeUntilNextPoll(page);
      expect(elapsedMs).toBeLessThan(6000);
      // One that is seen a step late makes the next pause look shorter, but not both together.
      sinceOpeningMs += elapsedMs;
      leastMs += pauseMs;
      expect(sinceOpeningMs).toBeGreaterThanOrEqual(leastMs);
    }
  });
});

describe('in a hidden tab', () => {
  it('nothing is requested, and at once again when it is visible', async () => {
    const { page } = await web.visit([aPayment()]);
    await titled(page, 'Paiement en cours');
    await setHidden(page, true);
    const before = web.server.polls.length;
    await wait(2500);
    expect(web.server.polls).toHaveLength(before);
    web.server.answer(invoiced);
    await setHidden(page, false);
    await polled(1);
    await titled(page, 'Paiement confirmé');
  });

  it('an answer that was in flight is the last one', async () => {
    const { page } = await web.visit([aPayment()]);
    await titled(page, 'Paiement en cours');
    await setHidden(page, true);
    web.server.answer(aPayment());
    await page.evaluate("dispatchEvent(new Event('online'))");
    await polled(1);
    await wait(2500);
    expect(web.server.polls).toHaveLength(1);
  });
});

describe('when there is nothing more to wait for', () => {
  it.each([
    ['Paiement confirmé', invoiced],
    ['Le paiement n’a pas abouti', aPayment({ status: 'failed' })],
    ['Paiement annulé', aPayment({ status: 'cancelled' })],
    ['Le délai pour payer est dépassé', aPayment({ status: 'expired' })],
    ['Paiement reçu, en cours de vérification', aPayment({ status: 'review' })],
  ])('it stops asking: %s', async (title, answer) => {
    const { page } = await web.visit([answer]);
    await titled(page, title);
    await wait(2000);
    expect(web.server.polls).toHaveLength(1);
  });

  it('after ten minutes it stops and lets the buyer check again', async () => {
    const { page } = await web.visit([aPayment()], { isTimeHeld: true });
    await titled(page, 'Paiement en cours');
    await page.clock.fastForward(10 * 60_000);
    await titled(page, 'Toujours pas de confirmation');
    const before = web.server.polls.length;
    await page.clock.fastForward(60_000);
    await wait(300);
    expect(web.server.polls).toHaveLength(before);
    web.server.answer(invoiced);
    await page.getByRole('button', { name: 'Vérifier à nouveau' }).click();
    await titled(page, 'Paiement confirmé');
    expect(await page.evaluate('document.activeElement.id')).toBe('title');
    expect(await page.getByRole('button', { name: 'Vérifier à nouveau' }).isVisible()).toBe(false);
  });

  it('an invoice that takes longer comes by e-mail, and the payment stays confirmed', async () => {
    const { page } = await web.visit([completed], { isTimeHeld: true });
    await titled(page, 'Paiement confirmé');
    await page.clock.fastForward(10 * 60_000);
    await page.getByText('sera envoyée par e-mail').waitFor();
    await titled(page, 'Paiement confirmé');
  });
});

describe('when the network fails', () => {
  it('it says so, keeps trying, and shows the payment as soon as it can', async () => {
    const { page, problems } = await web.visit(['broken', 503, 429]);
    await titled(page, 'Connexion difficile');
    web.server.answer(invoiced);
    await titled(page, 'Paiement confirmé');
    expect(await problems()).toEqual([]);
  });

  it('what is known already stays on the page', async () => {
    const { page } = await web.visit([aPayment(), 500, 'broken']);
    await page.getByText('Nous continuons d’essayer.').waitFor();
    await titled(page, 'Paiement en cours');
    web.server.answer(invoiced);
    await titled(page, 'Paiement confirmé');
    expect(await page.getByText('Nous continuons d’essayer.').isVisible()).toBe(false);
  });

  it('one lost answer is not shown', async () => {
    const { page } = await web.visit([aPayment(), 'broken', invoiced]);
    await polled(2);
    await wait(300);
    expect(await page.getByText('Connexion difficile').isVisible()).toBe(false);
    await titled(page, 'Paiement confirmé');
  });
});
