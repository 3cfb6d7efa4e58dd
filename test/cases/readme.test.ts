import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cloudDirectory, eventually } from '#test/cloud';

/** What README tells people to type is typed here, against the local cloud of the tests [C12]. */
const readme = readFileSync('README.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};

const environment = {
  ...process.env,
  LOCAL_CLOUD: cloudDirectory,
  NODE_OPTIONS: '',
  PATH: `${resolve('node_modules/.bin')}:${process.env.PATH}`,
};

type Ran = { code: number; text: string };

const run = (command: string, words: string[], cwd = '.'): Promise<Ran> =>
  new Promise((done) => {
    execFile(command, words, { env: environment, cwd }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), text: `${stdout}${stderr}`.trim() }),
    );
  });

/** As `npm run <script> -- <words>` does. */
function npmRun(line: string): Promise<Ran> {
  const [, script = '', words = ''] = /^npm run (\S+)(?: -- (.*))?$/.exec(line) ?? [];
  return run('bash', ['-c', `${scripts[script]} ${words}`]);
}

const chapter = (title: string): string =>
  new RegExp(`\\n## ${title}\\n([\\s\\S]*?)\\n## `).exec(readme)![1]!;

const blocks = [...chapter('A first payment').matchAll(/```sh\n([\s\S]*?)```/g)].map(
  ([, block]) => block!,
);

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'readme-'));

test('a first payment, line by line, ends with a numbered invoice and its PDF', async () => {
  const lines = blocks.join('\n').replaceAll('./.local/', `${resolve(cloudDirectory)}/`);
  const folder = emptyFolder();
  const { code, text } = await run('bash', ['--norc', '-euc', lines], folder);
  expect(text).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\S+\ncompleted\nFA-\d{4}-\d{6}$/);
  expect(code).toBe(0);
  expect(readdirSync(folder)).toEqual(['invoice.pdf']);
  expect(readFileSync(join(folder, 'invoice.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
});

test('where nothing runs, waiting for the invoice ends and says so', async () => {
  const [definitions] = blocks[0]!.split('\n\n');
  const lines = [definitions, 'id=pay_1 token=pct_1', blocks.at(-1)].join('\n');
  const { text } = await run('bash', ['--norc', '-uc', lines], emptyFolder());
  expect(text).toMatch(/^Nothing runs here: start it with npm start\ncurl: .+$/);
});

test.each([
  ['npm run demo', /e-mail +".+" to awa-/],
  ['npm run demo -- --currency XOF --amount 5000', /amount +5.000.F.CFA/],
  ['npm run demo -- guest', /weak +422 weak_password[\s\S]*signed in +sees ord_/],
  ['npm run demo -- usage', /total +6\.000 GB[\s\S]*limit +10\.000 GB[\s\S]*60 % +ok/],
])('%s does what it says', async (line, shown) => {
  const { code, text } = await npmRun(line);
  expect(text).toMatch(shown);
  expect(code).toBe(0);
});

test('an unknown argument of the demo prints its usage', async () => {
  const { code, text } = await npmRun('npm run demo -- --colour red');
  expect(code).toBe(1);
  expect(text).toContain('npm run demo -- usage');
  expect(text).not.toMatch(/^ +at /m);
});

test.each([
  ['npm run local -- grants', /initiate-payment/],
  ['npm run local -- schedule reconcile-payments --at 2026-12-01T00:00:00Z', /is done/],
  ['npm run local -- queues', /settle-payment/],
  ['npm run local -- token', /^eyJ/],
  ['npm run local -- token --role admin', /^eyJ/],
  ['npm run invoke -- monitoring/get-health', /"statusCode": 200/],
  ['npm run local -- fault list', /^\S*/],
  ['npm run ops -- check', /local is ready/],
  ['npm run ops -- tasks', /^/],
  ['npm run ops -- switch', /stripe/],
])('%s works', async (line, shown) => {
  const { code, text } = await npmRun(line);
  expect(text).toMatch(shown);
  expect(text).not.toMatch(/^null$/m);
  expect(code).toBe(0);
});

test('npm run local -- logs follows the logs of functions', async () => {
  const following = spawn('node', ['bin/local.ts', 'logs'], { env: environment });
  let text = '';
  following.stdout.on('data', (some) => (text += some));
  await eventually(async () => {
    await npmRun('npm run invoke -- monitoring/get-health');
    return text.includes('GET /health');
  });
  following.kill();
});
