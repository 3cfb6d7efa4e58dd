import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Gives a run its own temporary folder, which goes with it: tests, CDK, browsers and the product
 * itself leave files in the one of the system. Every `globalSetup` of jest.config.js starts so, as
 * what it starts and jest's workers inherit the variable.
 */
export default function ownTemporaryFolder() {
  // One run may set up several projects.
  if (globalThis.__TEMPORARY_FOLDER__) return;
  const folder = mkdtempSync(join(tmpdir(), 'peage-tests-'));
  globalThis.__TEMPORARY_FOLDER__ = folder;
  process.env.TMPDIR = folder;
  // Programs that tests start again and again are compiled once: half of their time is that.
  process.env.NODE_COMPILE_CACHE = resolve('.local/compiled');
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}
