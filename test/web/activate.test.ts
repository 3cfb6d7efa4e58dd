import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Context } from 'aws-lambda';
import type { HttpEvent } from '#runtime/http';
import { logger } from '#runtime/log';
import { createHandler } from '../../functions/pages/show-activation/handler.ts';
import { launchChromium } from './chromium.ts';
import { next, type Scripted, send, startOrigin } from './origin.ts';
import { openPage, type Visited } from './setup.ts';

const page = readFileSync(new URL('../../web/activate/index.html', import.meta.url), 'utf8');
const token = `at_${'x'.repeat(43)}`;
const password = 'Un bateau bleu, 3 voiles';

const preview = (changes: object = {}): Scripted => ({
  status: 200,
  body: {
    email: 'a…@e….com',
    purpose: 'customer',
    hasPassword: false,
    expiresAt: '2026-11-24T10:00:00.000Z',
    rules: { lengthMin: 12, lengthMax: 256 },
    ...changes,
  },
});

type Asked = { method: string; path: string; referrer?: string; body: string };

async function startActivationServer() {
  logger.setLogLevel('SILENT');
  const event = {
    routeKey: 'GET /activate',
    headers: {},
    requestContext: { requestId: 'request-1', http: { method: 'GET', path: '/activate' } },
  } as unknown as HttpEvent;
  const reply = await createHandler(page)(event, {} as Context);
  const asked: Asked[] = [];
  let script: Scripted[] = [];
  const origin = await startOrigin(async (request, response, path) => {
    if (path.startsWith('/activate'))
      return response.writeHead(200, reply.headers as Record<string, string>).end(reply.body);
    if (!path.startsWith('/v1/')) return response.writeHead(404).end();
    const body = await text(request);
    const { referer } = request.headers;
    asked.push({ method: request.method!, path, referrer: referer, body });
    const answer = next(script) ?? 404;
    if (answer === 202 || answer === 204) return response.writeHead(answer).end();
    return send(response, answer);
  });
  const answer = (answers: Scripted[]) => {
    script = answers;
    asked.length = 0;
  };
  return { ...origin, reply, asked, answer };
}

let server: Awaited<ReturnType<typeof startActivationServer>>;
let chromium: Awaited<ReturnType<typeof launchChromium>>;
let visited: Visited;

beforeAll(async () => {
  [server, chromium] = await Promise.all([startActivationServer(), launchChromium()]);
  visited = await openPage(chromium, {});
});
afterAll(async () => {
  await chromium?.close();
  await server?.stop();
});

async function open(answers: Scripted[], { lang = 'fr', fragment = token } = {}) {
  await visited.page.goto('about:blank');
  visited.forget();
  server.answer(answers);
  await visited.page.goto(`${server.url}/activate?lang=${lang}#${fragment}`);
  return visited.page;
}

const posts = () => server.asked.filter(({ method }) => method === 'POST');

describe('the page of the mailed link', () => {
  it('has the policy of the other pages, and is small: 16 kB at most', () => {
    expect(server.reply.headers).toMatchObject({
      'content-security-policy': expect.stringContaining("form-action 'none'"),
      'referrer-policy': 'no-referrer',
    });
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(16 * 1024);
  });

  it('shows for whom it is and the rules, sends only a password that keeps them, and forgets the token', async () => {
    const view = await open([preview(), 204]);
    await view.getByRole('heading', { name: 'Créez votre mot de passe' }).waitFor();
    await view.getByText('a…@e….com').waitFor();
    const field = view.getByLabel('Mot de passe', { exact: true });
    await field.fill('Bateau bleu');
    expect(await view.locator('#rules li.kept').allTextContents()).toEqual([
      'une majuscule (A à Z)',
      'une minuscule (a à z)',
      'un symbole, comme ! ? - ou &',
      'pas d’espace au début ni à la fin',
    ]);
    await field.press('Enter');
    await view.getByRole('alert').getByText('toutes les conditions').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(posts()).toEqual([]);
    await field.fill(password);
    await field.press('Enter');
    await view.getByRole('heading', { name: 'Votre compte est prêt' }).waitFor();
    expect(posts()).toEqual([
      {
        method: 'POST',
        path: `/v1/activations/${token}`,
        referrer: undefined,
        body: JSON.stringify({ password }),
      },
    ]);
    expect(await view.getByRole('link', { name: 'Se connecter' }).getAttribute('href')).toBe(
      '/auth/sign-in',
    );
    expect(view.url()).not.toContain(token);
    for (const address of visited.requested)
      expect(new URL(address.split('#')[0]!).origin).toMatch(/^(null|http:\/\/127\.0\.0\.1:\d+)$/);
    expect(await visited.problems()).toEqual([]);
  });

  it('asks nobody who has a password for another one, in English', async () => {
    const view = await open([preview({ hasPassword: true }), 204], { lang: 'en' });
    await view.getByRole('heading', { name: 'Confirm your address' }).waitFor();
    expect(await view.getByLabel('Password', { exact: true }).isVisible()).toBe(false);
    await view.getByRole('button', { name: 'Confirm' }).click();
    await view.getByRole('heading', { name: 'Your account is ready' }).waitFor();
    expect(posts()).toMatchObject([{ body: '{}' }]);
    expect(await view.locator('html').getAttribute('lang')).toBe('en');
  });

  it('confirms another address without a password, or says that it is in use', async () => {
    const moved = await open([preview({ purpose: 'email', hasPassword: true }), 204]);
    await moved.getByRole('heading', { name: 'Confirmez votre adresse' }).waitFor();
    expect(await moved.getByLabel('Mot de passe', { exact: true }).isVisible()).toBe(false);
    await moved.getByRole('button', { name: 'Confirmer' }).click();
    await moved.getByRole('heading', { name: 'Votre adresse est changée' }).waitFor();
    expect(await moved.getByRole('link', { name: 'Se connecter' }).isVisible()).toBe(true);
    expect(posts()).toMatchObject([{ body: '{}' }]);
    const taken = await open([preview({ purpose: 'email', hasPassword: true }), 409], {
      lang: 'en',
    });
    await taken.getByRole('button', { name: 'Confirm' }).click();
    await taken.getByRole('heading', { name: 'This address is in use' }).waitFor();
    expect(await visited.problems()).toEqual([]);
  });

  it('keeps the link when the service refuses the password or cannot be reached', async () => {
    const view = await open(['broken', preview(), 422, 503, 204]);
    await view.getByRole('heading', { name: 'Connexion difficile' }).waitFor();
    await view.getByRole('button', { name: 'Réessayer' }).click();
    await view.getByLabel('Mot de passe', { exact: true }).fill(password);
    const send = view.getByRole('button', { name: 'Créer le compte' });
    await send.click();
    await view.getByRole('alert').getByText('est refusé').waitFor();
    await send.click();
    await view.getByRole('alert').getByText('Nous n’arrivons pas').waitFor();
    expect(view.url()).toContain(token);
    await send.click();
    await view.getByRole('heading', { name: 'Votre compte est prêt' }).waitFor();
  });

  it.each([
    ['that is gone', [410, 202] as Scripted[], token],
    ['that is none', [202] as Scripted[], '../../v1/payments'],
  ])('offers a new link instead of one %s', async (_, answers, fragment) => {
    const view = await open(answers, { fragment });
    await view.getByRole('heading', { name: 'Ce lien n’est plus valable' }).waitFor();
    await view.getByLabel('Adresse e-mail').fill('awa@example.com');
    await view.getByRole('button', { name: 'Demander un nouveau lien' }).click();
    await view.getByRole('heading', { name: 'Regardez vos e-mails' }).waitFor();
    expect(posts()).toMatchObject([
      { path: '/v1/activations', body: '{"email":"awa@example.com"}' },
    ]);
    expect(await visited.problems()).toEqual([]);
  });
});
