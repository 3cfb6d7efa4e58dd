import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import ownTemporaryFolder from './own-temporary-folder.js';

const places = [
  // The same engine without the windows of a browser: a page takes a third of the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser that page tests open; undefined when there is none. */
export const findChromium = () =>
  process.env.CHROMIUM_PATH ?? places.find((place) => existsSync(place));

/** Installs Debian's Chromium where that can be done without asking anybody. */
export default function ensureChromium() {
  ownTemporaryFolder();
  if (findChromium()) return;
  const isRoot = process.getuid?.() === 0;
  const [command, ...prefix] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  console.log('There is no Chromium for the page tests: trying to install Debian’s.');
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
    spawnSync(command, [...prefix, ...step], { stdio: ['ignore', 'ignore', 'inherit'] });
}
