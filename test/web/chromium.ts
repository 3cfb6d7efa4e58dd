import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../support/find-chromium.js';

/** @throws Error that tells how to get a Chromium: a page that no browser saw is not tested. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('There is no Chromium: apt-get install -y chromium, or set CHROMIUM_PATH.');
  return chromium.launch({ executablePath, args: flags });
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
