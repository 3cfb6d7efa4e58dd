import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { apiDescription } from '../../bin/openapi/api-description.ts';
import { html } from '../../bin/reference/html.ts';
import { referencePage } from '../../bin/reference/reference-page.ts';
import { launchChromium } from './chromium.ts';
import { contrastFaults } from './contrast.ts';
import { startOrigin } from './origin.ts';

const file = readFileSync('docs/reference.html', 'utf8');

/** The policy of the pages that the API serves, for a page with one style and no script. */
function strictPolicy(page: string): string {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page)!;
  const hash = createHash('sha256').update(style).digest('base64');
  return [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

let browser: Browser;
let origin: Awaited<ReturnType<typeof startOrigin>>;
let served = file;

beforeAll(async () => {
  browser = await launchChromium();
  origin = await startOrigin((_, response) =>
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': strictPolicy(served),
      })
      .end(served),
  );
});
afterAll(async () => {
  await browser?.close();
  await origin?.stop();
});

/** The page as a browser shows it, with everything that the browser complains of. */
async function visit(page = file, colorScheme: 'light' | 'dark' = 'light') {
  served = page;
  const tab: Page = await browser.newPage({ colorScheme, viewport: { width: 375, height: 800 } });
  const complaints: string[] = [];
  tab.on('console', (message) => complaints.push(message.text()));
  tab.on('pageerror', ({ message }) => complaints.push(message));
  const requested: string[] = [];
  tab.on('request', (request) => requested.push(request.url()));
  await tab.goto(`${origin.url}/`);
  return { tab, complaints, requested };
}

test('docs/reference.html is up to date with the schemas (npm run docs writes it)', () => {
  expect(file).toBe(referencePage(apiDescription()));
});

test('it satisfies its strict policy, and loads nothing but itself', async () => {
  const { tab, complaints, requested } = await visit();
  expect(await tab.locator('h1').textContent()).toBe('Péage API');
  // Its style is in force: without, the text would be as wide as the window.
  expect(await tab.evaluate('getComputedStyle(document.body).maxWidth')).toBe('960px');
  // A browser asks for the icon of a site by itself.
  expect(requested.filter((url) => !url.endsWith('/favicon.ico'))).toEqual([`${origin.url}/`]);
  expect(complaints.filter((one) => !/favicon/.test(one))).toEqual([]);
});

test('a browser would report a script or another style', async () => {
  const { complaints } = await visit(
    file.replace('<body>', '<body style="margin:0"><script>document.title = "run"</script>'),
  );
  expect(complaints.join('\n')).toMatch(/script/i);
  expect(complaints.join('\n')).toMatch(/style/i);
});

test('every link leads to a place on the page, and every operation has its own', async () => {
  const { tab } = await visit();
  const lost = await tab.evaluate(`[...document.querySelectorAll('a')]
    .map((link) => link.getAttribute('href'))
    .filter((href) => !href.startsWith('#') || !document.getElementById(href.slice(1)))`);
  expect(lost).toEqual([]);
  const ids = await tab.evaluate(`[...document.querySelectorAll('[id]')].map(({ id }) => id)`);
  expect(new Set(ids as string[]).size).toBe((ids as string[]).length);
  const { paths } = apiDescription() as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  const operations = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(ids).toEqual(expect.arrayContaining(operations));
});

test.each(['light', 'dark'] as const)('it can be read on a phone, %s', async (colorScheme) => {
  const { tab } = await visit(file, colorScheme);
  await tab.evaluate(`document.querySelectorAll('details').forEach((one) => { one.open = true; })`);
  expect(await contrastFaults(tab)).toEqual([]);
  expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
});

test('texts of the description stay text', () => {
  expect(html`<p title="${'"><script>'}">${['<b>', html`<i>${'&'}</i>`]}</p>`.text).toBe(
    '<p title="&#34;&#62;&#60;script&#62;">&#60;b&#62;<i>&#38;</i></p>',
  );
});
