import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { answerExamples } from '#contract/openapi/examples';

const run = promisify(execFile);

const guide = readFileSync('docs/clients.md', 'utf8');

/** The code of the guide in one language, as it is printed. */
const printed = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(guide)![1]!;

type Received = { path?: string; headers: IncomingHttpHeaders; body: unknown };

/** An API that serves its description, and answers a payment as it is told to. */
async function anApi() {
  const received: Received[] = [];
  const answer = { status: 201, body: answerExamples.initiatePayment };
  const server = createServer(async (request, response) => {
    if (request.url === '/v1/openapi.json')
      return response.end(readFileSync('functions/documentation/get-openapi/openapi.json'));
    const body = Buffer.concat(await request.toArray()).toString();
    received.push({ path: request.url, headers: request.headers, body: JSON.parse(body) });
    const kind = answer.status < 400 ? 'json' : 'problem+json';
    return response
      .writeHead(answer.status, { 'content-type': `application/${kind}` })
      .end(JSON.stringify(answer.body));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, received, answer, stop: () => server.close() };
}

const installed = resolve('test/client/node_modules');

mkdirSync('.local', { recursive: true });
/** Below the project, so that the client finds what is installed. */
const folder = mkdtempSync(resolve('.local/typed-client-'));
let api: Awaited<ReturnType<typeof anApi>>;

/** What the shell line of the guide runs, with the very options that stand there. */
async function generateTypes() {
  const [, options = ''] = /^npx openapi-typescript (.*)$/m.exec(printed('sh'))!;
  const words = options.replace('$PEAGE_URL', api.url).split(' ');
  const script = join(installed, 'openapi-typescript/bin/cli.js');
  await run(process.execPath, [script, ...words], { cwd: folder });
}

/** By file, one right and each of the others with one thing wrong. */
const sources: Record<string, string> = {
  'client.ts': printed('ts'),
  'field.ts': printed('ts').replace('amount:', 'ammount:'),
  'currency.ts': printed('ts').replace("'EUR'", "'USD'"),
  'answer.ts': printed('ts').replace('data.status', 'data.state'),
};
let complaints: string;

/** What the compiler that the guide installs has to say of all of them. */
async function compile(): Promise<string> {
  const flags =
    '--noEmit --strict --skipLibCheck --target es2024 --module nodenext --lib es2024,dom --types node';
  const tsc = join(installed, 'typescript/bin/tsc');
  const words = [tsc, ...flags.split(' '), ...Object.keys(sources)];
  const { stdout } = await run(process.execPath, words, { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}

beforeAll(async () => {
  api = await anApi();
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [file, text] of Object.entries(sources)) writeFileSync(join(folder, file), text);
  await generateTypes();
  complaints = await compile();
});
afterAll(() => {
  api?.stop();
  rmSync(folder, { recursive: true });
});

const client = () =>
  run(process.execPath, ['client.ts'], {
    cwd: folder,
    env: { PEAGE_URL: api.url, PEAGE_KEY: 'pgk_1' },
  });

const complaintsOf = (file: string): string =>
  complaints
    .split('\n')
    .filter((one) => one.startsWith(file))
    .join('\n');

test('the client of docs/clients.md compiles with the generated types', () => {
  expect(complaintsOf('client.ts')).toBe('');
});

test.each([
  ['a field that requests do not have', 'field.ts', /ammount/],
  ['a currency that is not taken', 'currency.ts', /"USD"/],
  ['a field that answers do not have', 'answer.ts', /'state'/],
])('%s does not compile', (_, file, complaint) => {
  expect(complaintsOf(file)).toMatch(complaint);
});

test('it sends its request, and reads the answer', async () => {
  const { stdout } = await client();
  expect(stdout).toBe('pay_01M7Y4MMKF07A7G7VF8YACZ7E9 is pending\n');
  expect(api.received.at(-1)).toMatchObject({
    path: '/v1/payments',
    headers: { 'x-api-key': 'pgk_1', 'idempotency-key': 'order-1042' },
    body: { amount: 46_800, currency: 'EUR', method: 'card' },
  });
});

test('it recognises a problem by its code', async () => {
  api.answer.status = 409;
  api.answer.body = { code: 'idempotency_key_reused', detail: 'Another request had this key.' };
  const { stdout } = await client();
  expect(stdout).toBe('idempotency_key_reused: Another request had this key.\n');
});

test('the guide installs the tested versions', () => {
  const { dependencies } = JSON.parse(readFileSync('test/client/package.json', 'utf8'));
  const named = [...printed('sh').matchAll(/([a-z-]+)@([\d.]+)/g)].map(([, name, version]) => [
    name,
    version,
  ]);
  expect(Object.fromEntries(named)).toEqual(dependencies);
});
