import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** @throws Error that tells how to get a Chromium: a page that no browser saw is not tested. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath))
    throw new Error(
      `No Chromium at ${executablePath}: apt-get install -y chromium, or set CHROMIUM_PATH.`,
    );
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
