import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';

type UsageEvent = { id: string; bytes?: number; data?: { bytes: number } };
type Answer = { status: number; code?: string };

/** The part of a document's code that says `mark`, as it is printed there. */
function printed(document: string, mark: string): string {
  const blocks = readFileSync(document, 'utf8').matchAll(/^```js\n([\s\S]*?)^```$/gm);
  const found = [...blocks].map(([, code = '']) => code).find((code) => code.includes(mark));
  if (!found) throw new Error(`${document} has no code with ${mark}`);
  return found;
}

const bytesOf = ({ bytes, data }: UsageEvent): number => bytes ?? data!.bytes;

/** An API that answers as it is told to, and counts each event once. */
function aMeter(answerTo: (events: UsageEvent[], request: number) => Answer | undefined) {
  const counted = new Map<string, number>();
  const state = { requests: 0, headers: {} as Record<string, string> };
  const fetch = async (
    _url: string,
    options: { body: string; headers: Record<string, string> },
  ) => {
    const events = JSON.parse(options.body) as UsageEvent[];
    state.requests += 1;
    state.headers = options.headers;
    const answer = answerTo(events, state.requests) ?? { status: 202 };
    if (answer.status === 0) throw new TypeError('fetch failed');
    if (answer.status !== 202) return new Response('{"code":"no"}', { status: answer.status });
    const results = events.map((event) => {
      const isRejected = bytesOf(event) === poison;
      if (!isRejected) counted.set(event.id, bytesOf(event));
      return isRejected
        ? { id: event.id, status: 'rejected', code: 'bytes_invalid' }
        : { id: event.id, status: 'accepted' };
    });
    return new Response(JSON.stringify({ results }), { status: 202 });
  };
  return { fetch, counted, state };
}

/** An event of so many bytes spoils whatever batch it is in. */
const poison = 666;

/** The code of a document at work, with a clock that ticks when told to. */
function atWork(code: string, names: string, fetch: unknown) {
  const told: unknown[][] = [];
  const ticks: (() => unknown)[] = [];
  const world = {
    fetch,
    crypto,
    console: { error: (...words: unknown[]) => told.push(words) },
    process: { env: { PEAGE_URL: 'https://api.example', PEAGE_KEY: 'key' } },
    setInterval: (tick: () => unknown) => ticks.push(tick),
    clearInterval: () => ticks.splice(0),
    setTimeout: (go: () => void) => queueMicrotask(go),
  };
  const exported = runInNewContext(`${code.replace(/^export /gm, '')}; (${names})`, world);
  const tick = async () => {
    for (const one of ticks) await one();
  };
  return { exported, tick, told: () => JSON.stringify(told) };
}

const fewLines = (fetch: unknown) => {
  const code = printed('docs/metering.md', 'const waiting');
  const { exported, ...rest } = atWork(code, 'traffic', fetch);
  return { traffic: exported as (project: string, bytes: number) => void, ...rest };
};

const metering = (fetch: unknown) => {
  const code = printed('docs/metering.md', 'function usageClient');
  const { exported, ...rest } = atWork(code, 'usageClient', fetch);
  const settings = { apiUrl: 'https://api.example', apiKey: 'key', source: 'shop' };
  const client = (exported as (of: object) => UsageClient)(settings);
  return { ...client, ...rest };
};

type UsageClient = {
  traffic: (project: string, bytes: number) => void;
  close: () => Promise<unknown[]>;
};

const sum = (counted: Map<string, number>): number =>
  [...counted.values()].reduce((all, bytes) => all + bytes, 0);

describe.each([
  ['a few lines', fewLines],
  ['the client that closes properly', metering],
] as const)('%s, as printed in docs/metering.md [C3]', (_, start) => {
  test.each<[string, (events: UsageEvent[], request: number) => Answer | undefined]>([
    ['no answer', (__, request) => (request < 3 ? { status: 0 } : undefined)],
    ['a fault', (__, request) => (request < 3 ? { status: 500 } : undefined)],
    ['too many requests', (__, request) => (request < 3 ? { status: 429 } : undefined)],
    ['a key that is mended later', (__, request) => (request < 3 ? { status: 401 } : undefined)],
    ['a scope that is given later', (__, request) => (request < 3 ? { status: 403 } : undefined)],
    ['a body that is too large', (events) => (events.length > 3 ? { status: 413 } : undefined)],
  ])('has every event counted once after %s', async (__, answerTo) => {
    const { fetch, counted, state } = aMeter(answerTo);
    const client = start(fetch);
    for (let index = 0; index < 10; index++) client.traffic('prj_1', 1_000);
    for (let ticks = 0; ticks < 5; ticks++) await client.tick();
    expect([counted.size, sum(counted)]).toEqual([10, 10_000]);
    expect(state.headers['x-api-key']).toBe('key');
  });

  test('loses none if a batch is refused for one event, and reports which one', async () => {
    const isPoisoned = (events: UsageEvent[]) => events.some((event) => bytesOf(event) === poison);
    const { fetch, counted } = aMeter((events) =>
      isPoisoned(events) ? { status: 400 } : undefined,
    );
    const client = start(fetch);
    for (let index = 0; index < 9; index++) client.traffic('prj_1', index === 4 ? poison : 1_000);
    for (let ticks = 0; ticks < 5; ticks++) await client.tick();
    expect(counted.size).toBe(8);
    expect(client.told()).toContain('666');
  });

  test('reports which event of an accepted batch is not counted, and why', async () => {
    const { fetch, counted } = aMeter(() => undefined);
    const client = start(fetch);
    for (const bytes of [1_000, poison, 1_000]) client.traffic('prj_1', bytes);
    await client.tick();
    expect(counted.size).toBe(2);
    expect(client.told()).toMatch(/bytes_invalid.*666|666.*bytes_invalid/);
  });
});

test('the client of docs/metering.md sends waiting events when it is closed, and returns those it could not send [C3]', async () => {
  const good = aMeter(() => undefined);
  const client = metering(good.fetch);
  for (let index = 0; index < 2_500; index++) client.traffic('prj_1', 1);
  expect(await client.close()).toEqual([]);
  expect(good.counted.size).toBe(2_500);
  const dead = metering(aMeter(() => ({ status: 401 })).fetch);
  dead.traffic('prj_1', 5);
  expect(await dead.close()).toMatchObject([{ data: { bytes: 5 } }]);
});
