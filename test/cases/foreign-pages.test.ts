import { randomBytes } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newId } from '#domain/ids';
import { somebody } from '#test/browser-session';
import { endpoints } from '#test/cloud';
import { storeCustomer, storeMember } from '#test/stored-members';
import { launchChromium } from '../web/chromium.ts';
import { contrastFaults } from '../web/contrast.ts';
import { startOrigin } from '../web/origin.ts';

/** A real browser is signed in, and a page of somebody else tries to act with its cookies. */
let chromium: Browser;
let foreign: Awaited<ReturnType<typeof startOrigin>>;
let context: BrowserContext;
let own: Page;
let person: Awaited<ReturnType<typeof somebody>>;

beforeAll(async () => {
  chromium = await launchChromium();
  foreign = await startOrigin((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>');
  });
  context = await chromium.newContext({ locale: 'fr-FR' });
  own = await context.newPage();
  person = await somebody();
  const customerId = newId('cus', new Date(), randomBytes(10));
  await storeCustomer(customerId);
  await storeMember({ customerId, email: person.email, role: 'owner' });
  await own.goto(`${endpoints.api}/auth/sign-in`);
  await own.getByLabel('Adresse e-mail').fill(person.email);
  await own.getByLabel('Mot de passe').fill(person.password);
  await own.getByRole('button', { name: 'Se connecter' }).click();
  await own.waitForURL(`${endpoints.api}/`);
});

afterAll(async () => {
  await chromium?.close();
  await foreign?.stop();
});

const session = `${endpoints.api}/v1/session`;
const signOut = `${endpoints.api}/auth/sign-out`;

/** The status that a page of our own gets. */
const asked = (path: string, init: { method?: string; headers?: object } = {}): Promise<number> =>
  own.evaluate<number>(
    `fetch(${JSON.stringify(path)}, ${JSON.stringify(init)}).then(({ status }) => status)`,
  );

test('the browser keeps the cookies, also over plain HTTP on loopback, and no script reads them', async () => {
  const kept = await context.cookies([endpoints.api, signOut]);
  expect(
    kept.map(({ name, httpOnly, secure, sameSite }) => [name, httpOnly, secure, sameSite]).sort(),
  ).toEqual([
    ['__Host-peage-id', true, true, 'Lax'],
    ['__Secure-peage-refresh', true, true, 'Strict'],
  ]);
  expect(await own.evaluate('document.cookie')).toBe('');
});

test('who signed in arrives at a page that says who they are', async () => {
  await own.getByRole('heading', { name: 'Vous êtes connecté' }).waitFor();
  const shown = await own.getByRole('article').textContent();
  expect(shown).toContain(person.email);
  expect(shown).toContain('(propriétaire)');
  expect(await contrastFaults(own)).toEqual([]);
});

test('our own page acts with them', async () => {
  expect(await asked('/v1/session')).toBe(200);
  expect(await asked('/v1/session', { headers: { 'x-peage-page': '1' } })).toBe(200);
  expect(await asked('/auth/refresh', { method: 'POST' })).toBe(403);
  const headers = { 'x-peage-page': '1' };
  expect(await asked('/auth/refresh', { method: 'POST', headers })).toBe(200);
});

type Attack = [what: string, url: string, act: string];

const attacks: Attack[] = [
  ['a form', signOut, `post(url)`],
  ['a link', session, `location.href = url`],
  ['an image', session, `new Image().src = url`],
  ['a script that reads', session, `fetch(url, { mode: 'no-cors', credentials: 'include' })`],
  [
    'a script that writes',
    signOut,
    `fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'include' })`,
  ],
];

const post = `const post = (url) => {
  const form = Object.assign(document.createElement('form'), { method: 'post', action: url });
  document.body.append(form);
  form.submit();
};`;

// The first is another site; the second differs by its port alone, so that SameSite does not help.
describe.each(['localhost', '127.0.0.1'])('a foreign page on %s', (host) => {
  let page: Page;
  // A page of its own for each: what one navigates to may still be on its way, so that closing it
  // may wait for ever. The browser closes them all.
  beforeEach(async () => {
    page = await context.newPage();
    await page.goto(foreign.url.replace('127.0.0.1', host));
  });

  test.each(attacks)('does nothing by %s', async (_what, url, act) => {
    // Chromium hides from a page what is no image, and then names no status.
    const answered = Promise.race([
      page.waitForResponse(url),
      page.waitForEvent('requestfailed', (request) => request.url() === url),
    ]);
    await page.evaluate(`{ ${post} const url = ${JSON.stringify(url)}; void (${act}); }`);
    const answer = await answered;
    if ('status' in answer) expect([401, 403]).toContain(answer.status());
    else expect(answer.resourceType()).toBe('image');
    const request = 'status' in answer ? answer.request() : answer;
    // Otherwise the browser alone would have stopped it. Only navigations tell what they sent.
    if (host === '127.0.0.1' && request.isNavigationRequest())
      expect((await request.allHeaders()).cookie).toContain('__Host-peage-id=');
    expect(await asked('/v1/session')).toBe(200);
  });

  test('cannot send the header of our pages', async () => {
    const failed = await page.evaluate<string>(
      `fetch(${JSON.stringify(session)}, { credentials: 'include', headers: { 'x-peage-page': '1' } })
        .then(() => 'answered', (error) => error.name)`,
    );
    expect(failed).toBe('TypeError');
  });
});

describe('the page of who is signed in', () => {
  test('says that the service cannot be reached, and asks again', async () => {
    await own.route(session, (route) => route.abort());
    await own.reload();
    await own.getByRole('heading', { name: 'Connexion difficile' }).waitFor();
    await own.unroute(session);
    await own.getByRole('button', { name: 'Réessayer' }).click();
    await own.getByRole('heading', { name: 'Vous êtes connecté' }).waitFor();
  });

  test('renews a token that is over', async () => {
    await context.clearCookies({ name: '__Host-peage-id' });
    await own.reload();
    await own.getByRole('heading', { name: 'Vous êtes connecté' }).waitFor();
  });

  test('signs out, comes back, and offers to sign in again, in the language that was chosen', async () => {
    await own.getByRole('button', { name: 'Se déconnecter' }).click();
    await own.getByText('Vous n’êtes pas connecté.').waitFor();
    expect(await context.cookies(endpoints.api)).toEqual([]);
    await own.getByRole('button', { name: 'English' }).click();
    expect(await contrastFaults(own)).toEqual([]);
    await own.getByRole('link', { name: 'Sign in', exact: true }).click();
    await own.getByLabel('Email address').waitFor();
  });
});
