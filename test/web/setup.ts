import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { clientToken, paymentId } from './payments.ts';
import { type Answer, startResultServer } from './result-server.ts';

export type Visit = {
  lang?: 'fr' | 'en';
  /** What follows the address of the page, in place of a good payment and token. */
  query?: string;
  fragment?: string;
  browser?: BrowserContextOptions;
  /** The test moves the time. */
  isTimeHeld?: boolean;
};

/** A page as its buyer sees it, with all that went wrong behind it. */
export type Visited = {
  page: Page;
  /** Every address asked for. */
  requested: string[];
  /** Errors on the console, uncaught ones and violations of the policy. */
  problems: () => Promise<string[]>;
  /** What was asked for and went wrong until now is none of the next test's. */
  forget: () => void;
};

/** A Chromium and an origin per test file. */
export async function setup() {
  const chromium = await launchChromium();
  const server = await startResultServer();
  let plain: Visited | undefined;
  let own: Visited | undefined;
  /** Opens the page; where any browser does, in the one that is open, which is twice as fast. */
  const visit = async (answers: Answer[], options: Visit = {}): Promise<Visited> => {
    await own?.page.context().close();
    own = options.browser || options.isTimeHeld ? await openPage(chromium, options) : undefined;
    plain ??= await openPage(chromium, {});
    const visited = own ?? plain;
    // The page opened before would go on asking.
    await plain.page.goto('about:blank');
    await forgetScreen(visited.page);
    visited.forget();
    server.answer(...answers);
    await visited.page.goto(addressOf(server.url, options));
    return visited;
  };
  const stop = async () => {
    await chromium.close();
    await server.stop();
  };
  return { server, visit, stop };
}

function addressOf(url: string, { lang = 'fr', ...options }: Visit): string {
  const { query = `payment=${paymentId}&lang=${lang}` } = options;
  const { fragment = `clientToken=${clientToken}` } = options;
  return `${url}/result?${query}#${fragment}`;
}

const phone = { width: 390, height: 844 };

/** What a test asked of the open page's screen is not the next test's. */
export async function forgetScreen(page: Page): Promise<void> {
  await page.setViewportSize(phone);
  await page.emulateMedia({ media: null, colorScheme: null, reducedMotion: 'reduce' });
}

/** An empty page in a context of its own, which takes three times as long as another visit. */
export async function openPage(
  chromium: Browser,
  options: Pick<Visit, 'browser' | 'isTimeHeld'>,
): Promise<Visited> {
  const context = await chromium.newContext({
    viewport: phone,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // Without a graphics card each frame of a moving page is drawn by the processor.
    reducedMotion: 'reduce',
    ...options.browser,
  });
  const page = await context.newPage();
  const requested: string[] = [];
  const seen: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('pageerror', (error) => seen.push(String(error)));
  page.on('console', (line) => {
    const isScriptedFailure = line.text().startsWith('Failed to load resource');
    if (line.type() === 'error' && !isScriptedFailure) seen.push(line.text());
  });
  if (options.isTimeHeld) await holdTime(page);
  await page.addInitScript({ content: recordViolations });
  const problems = async () => [...seen, ...(await page.evaluate<string[]>('violations'))];
  const forget = () => {
    requested.length = seen.length = 0;
  };
  return { page, requested, problems, forget };
}

async function holdTime(page: Page): Promise<void> {
  await page.clock.install({ time: '2026-11-21T10:00:00.000Z' });
  // The page's own time runs until here, and it can only be stopped in its future.
  await page.clock.pauseAt('2026-11-21T11:00:00.000Z');
}

const recordViolations = `
  globalThis.violations = [];
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    violations.push(effectiveDirective + ': ' + blockedURI);
  });
`;
