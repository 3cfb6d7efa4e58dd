import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { invoiceId, invoiceToken } from './pay-invoices.ts';
import { type Script, startPayServer } from './pay-server.ts';
import { forgetScreen, openPage, type Visit, type Visited } from './setup.ts';

type Link = Omit<Visit, 'isTimeHeld'>;

/** A Chromium and an origin per test file. */
export async function setup() {
  const chromium = await launchChromium();
  const server = await startPayServer();
  let plain: Visited | undefined;
  let own: Visited | undefined;
  /** Opens the page; where any browser does, in the one that is open, which is twice as fast. */
  const visit = async (script: Script, options: Link = {}): Promise<Visited> => {
    await own?.page.context().close();
    own = options.browser && (await openPage(chromium, options));
    plain ??= await openPage(chromium, {});
    const visited = own ?? plain;
    await visited.page.goto('about:blank');
    await forgetScreen(visited.page);
    visited.forget();
    server.answer(script);
    await visited.page.goto(addressOf(server.url, options));
    return visited;
  };
  const stop = async () => {
    await chromium.close();
    await server.stop();
  };
  return { server, visit, stop };
}

function addressOf(url: string, { lang = 'fr', ...options }: Link): string {
  const { query = `invoice=${invoiceId}&lang=${lang}` } = options;
  const { fragment = `clientToken=${invoiceToken}` } = options;
  return `${url}/pay?${query}#${fragment}`;
}

export const titled = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

export const button = (page: Page, name: string) => page.getByRole('button', { name });
