import { noCounts, type Slot } from '#domain/monitoring/counters';
import { checkHealth, type HealthDeps } from '#domain/monitoring/health';
import type { CountedTrouble } from '#domain/monitoring/trouble';
import { noSwitches, type Switch } from '#domain/switches/switches';
import { within } from '#runtime/shared-answer';

const now = new Date('2026-11-28T10:07:00Z');

const aSlot = (changes: Partial<Slot> = {}): Slot => ({
  at: '2026-11-28T10:00:00.000Z',
  series: { 'stripe#card#EUR': { ...noCounts, initiated: 6 } },
  latencies: {},
  uninvoiced: {},
  countedAt: '2026-11-28T10:02:00.000Z',
  ...changes,
});

const aTrouble = (changes: Partial<CountedTrouble> = {}): CountedTrouble => ({
  slot: '2026-11-28T10:00:00.000Z',
  kind: 'provider_error',
  dimension: 'stripe',
  count: 1,
  lastAt: '2026-11-28T10:02:00.000Z',
  examples: [],
  ...changes,
});

const off = (changes: Partial<Switch>): Switch => ({
  provider: 'stripe',
  enabled: false,
  reason: 'down',
  changedBy: 'person:1',
  changedAt: '2026-11-28T09:00:00.000Z',
  ...changes,
});

const deps = (changes: Partial<HealthDeps> = {}): HealthDeps => ({
  switches: async () => noSwitches,
  counters: { slots: async () => [aSlot()] },
  troubles: { between: async () => [] },
  waiting: async () => [0, 3],
  providers: ['stripe', 'paypal'],
  now: () => now,
  inTime: within(50),
  ...changes,
});

const never = () => new Promise<never>(() => {});
const refused = () => Promise.reject(new Error('throttled'));
const troubles = (...found: CountedTrouble[]) => ({ troubles: { between: async () => found } });
const slots = (...found: Slot[]) => ({ counters: { slots: async () => found } });
const checksOf = async (changes: Partial<HealthDeps>) => (await checkHealth(deps(changes))).checks;

test('a shop that takes payments is well; where nobody pays is idle, which is no fault', async () => {
  expect(await checkHealth(deps())).toEqual({
    status: 'ok',
    checkedAt: '2026-11-28T10:07:00.000Z',
    checks: {
      database: 'ok',
      queues: 'ok',
      mail: 'ok',
      invoices: 'ok',
      stripe: 'ok',
      paypal: 'idle',
    },
  });
});

test('only a provider that the shop uses is shown', async () => {
  expect(await checksOf({ providers: ['cinetpay'] })).not.toHaveProperty('stripe');
});

describe('a provider', () => {
  test('whose calls mostly fail is degraded, and so is the shop, which still takes payments', async () => {
    const { status, checks } = await checkHealth(deps(troubles(aTrouble({ count: 5 }))));
    expect([status, checks.stripe, checks.paypal]).toEqual(['degraded', 'degraded', 'idle']);
  });

  test.each([
    ['four errors may be chance', aTrouble({ count: 4 }), 0],
    ['five of many calls are few', aTrouble({ count: 5 }), 11],
    ['those of another provider are not its own', aTrouble({ count: 9, dimension: 'paypal' }), 6],
    [
      'forged notifications are no error of it',
      aTrouble({ count: 9, kind: 'refused_signature' }),
      6,
    ],
  ])('is well: %s', async (_, trouble, initiated) => {
    const series = { 'stripe#card#EUR': { ...noCounts, initiated } };
    const { stripe } = await checksOf({ ...troubles(trouble), ...slots(aSlot({ series })) });
    expect(stripe).toBe('ok');
  });

  test('is judged by the last ten minutes only', async () => {
    expect(await checksOf(slots(aSlot({ at: '2026-11-28T09:50:00.000Z' })))).toMatchObject({
      stripe: 'idle',
    });
  });

  test('that an admin has switched off says so, and is no fault', async () => {
    const switches = async () => ({ switches: [off({})], version: 1 });
    const health = await checkHealth(deps({ switches, ...troubles(aTrouble({ count: 50 })) }));
    expect([health.status, health.checks.stripe]).toEqual(['ok', 'off']);
  });

  test('of which one method is off, or which is on again, is judged as ever', async () => {
    const some = [off({ method: 'card' }), off({ provider: 'paypal', enabled: true })];
    const switches = async () => ({ switches: some, version: 1 });
    expect(await checksOf({ switches })).toMatchObject({ stripe: 'ok', paypal: 'idle' });
  });
});

test('a payment of this hour that has no invoice after ten minutes shows', async () => {
  const since = (completedAt: string) => slots(aSlot({ uninvoiced: { pay_1: completedAt } }));
  expect(await checksOf(since('2026-11-28T09:56:59.000Z'))).toMatchObject({ invoices: 'degraded' });
  expect(await checksOf(since('2026-11-28T09:57:01.000Z'))).toMatchObject({ invoices: 'ok' });
});

test('three failed mails show, two do not', async () => {
  const mails = (count: number) =>
    troubles(aTrouble({ kind: 'mail_failed', dimension: 'all', count }));
  expect(await checksOf(mails(3))).toMatchObject({ mail: 'degraded' });
  expect(await checksOf(mails(2))).toMatchObject({ mail: 'ok' });
});

test('a queue with a long tail shows, one that cannot be asked is down', async () => {
  expect(await checksOf({ waiting: async () => [0, 1_001] })).toMatchObject({ queues: 'degraded' });
  expect(await checksOf({ waiting: refused })).toMatchObject({ queues: 'down' });
});

describe('what does not answer', () => {
  test.each([
    ['is silent', never],
    ['refuses', refused],
  ])(
    'a database that %s is down, and the shop with it; what it would tell is unknown',
    async (_, fail) => {
      const database = { switches: fail, counters: { slots: fail }, troubles: { between: fail } };
      expect(await checkHealth(deps(database))).toMatchObject({
        status: 'down',
        checks: {
          database: 'down',
          queues: 'ok',
          mail: 'unknown',
          invoices: 'unknown',
          stripe: 'unknown',
        },
      });
    },
  );

  test('counters that cannot be read do not stop the shop', async () => {
    const { status, checks } = await checkHealth(deps({ counters: { slots: refused } }));
    expect([status, checks.database, checks.stripe]).toEqual(['degraded', 'ok', 'unknown']);
  });

  test('everything silent is told after one time limit, not after four', async () => {
    const silent = { counters: { slots: never }, troubles: { between: never }, waiting: never };
    const startedAt = performance.now();
    await checkHealth(deps({ switches: never, ...silent }));
    expect(performance.now() - startedAt).toBeLessThan(150);
  });
});
