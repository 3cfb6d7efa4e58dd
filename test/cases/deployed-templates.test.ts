import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemblyDirectory } from '#test/cloud';

const deployed = mkdtempSync(join(tmpdir(), 'deployed-'));

/** Each template byte for byte, and the names of all code, which are hashes of what it holds. */
function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder);
  const code = names.filter((name) => name.startsWith('asset.'));
  const templates = names.filter((name) => name.endsWith('.template.json'));
  return Object.fromEntries([
    ...code.map((name) => [name, 'code']),
    ...templates.map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  ]);
}

test('the local cloud runs the same templates and bundles that cdk deploys', () => {
  const cdk = join('node_modules', '.bin', 'cdk');
  // Otherwise each template gets one resource more, by which CDK counts how it is used.
  const words = ['synth', '--quiet', '--no-version-reporting', '--output', deployed];
  const { status, stderr } = spawnSync(cdk, words, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  expect(contentOf(assemblyDirectory)).toEqual(contentOf(deployed));
  expect(contentOf(deployed)).toHaveProperty(['peage-dev-core.template.json']);
});
