import fc from 'fast-check';
import type { Month } from '#domain/calendar/month';
import type { Customer } from '#domain/customers/customer';
import { checkLimits } from '#domain/limits/check-limits';
import { watchCustomer } from '#domain/limits/watch-customer';
import { watchLimits } from '#domain/limits/watch-limits';
import type { Counter } from '#domain/usage/counter';
import { SettableClock, seededBytes } from '#test/clock';
import { aCustomer, somePlans } from '#test/customers';
import { MemoryBusinessStore } from '#test/memory-business-store';
import { MemoryCustomerStore } from '#test/memory-customer-store';
import {
  MemoryActiveProjects,
  MemoryCounters,
  MemoryStandingStore,
  MemoryThresholdStore,
} from '#test/memory-limits';

const noon = '2026-11-21T12:00:00.000Z';
const requestId = 'request-1';
const nothing = { months: [], requestId };

function setup(changes: Partial<Customer> = {}) {
  const customer = aCustomer(changes);
  const clock = new SettableClock(noon);
  const customers = new MemoryCustomerStore();
  customers.rows.set(customer.id, customer);
  const projects = new MemoryActiveProjects();
  projects.ids.set(customer.id, new Set(['prj_1', 'prj_2']));
  const counters = new MemoryCounters();
  const standings = new MemoryStandingStore();
  const thresholds = new MemoryThresholdStore();
  const business = new MemoryBusinessStore();
  const deps = {
    customers,
    projects,
    counters,
    standings,
    thresholds,
    plans: somePlans,
    now: clock.now,
    randomBytes: seededBytes(),
    pause: async () => {},
    business,
  };
  const count = (bytes: number, more: Partial<Counter> = {}) =>
    counters.set({
      customerId: customer.id,
      meter: 'traffic',
      projectId: 'prj_1',
      day: '2026-11-21',
      events: 1,
      bytes,
      ...more,
    });
  const measure = (bytes: number, more: Partial<Counter> = {}) =>
    count(bytes, { meter: 'storage', measuredAt: noon, ...more });
  const watch = (of: Customer = customer, months: Month[] = []) =>
    watchCustomer(deps, of, { months, requestId }).then(({ crossings }) => crossings);
  const told = () =>
    thresholds.told.map(
      ({ type, data }) =>
        type === 'usage.threshold_crossed' && `${data.meter} ${data.month} ${data.threshold}`,
    );
  return { deps, customer, clock, count, measure, watch, told, ...deps };
}

describe('the warning', () => {
  test('is sent at 80, 95 and 100 %, once each', async () => {
    const { count, watch, told } = setup();
    for (const bytes of [3.9e9, 4e9, 4.1e9, 4.75e9, 4.9e9, 5e9, 6e9]) {
      count(bytes);
      await watch();
    }
    expect(told()).toEqual(['traffic 2026-11 80', 'traffic 2026-11 95', 'traffic 2026-11 100']);
  });

  test('says how much of which limit is used', async () => {
    const { customer, count, watch, thresholds } = setup();
    count(4_100_000_000);
    await watch();
    expect(thresholds.told).toMatchObject([
      {
        type: 'usage.threshold_crossed',
        requestId,
        data: {
          customerId: customer.id,
          meter: 'traffic',
          month: '2026-11',
          threshold: '80',
          percent: '82',
          bytes: '4100000000',
          limitBytes: '5000000000',
        },
      },
    ]);
  });

  test('for several thresholds crossed at once is only sent for the highest, then and later', async () => {
    const { count, watch, told } = setup();
    count(4.8e9);
    await watch();
    count(4.2e9);
    await watch();
    expect(told()).toEqual(['traffic 2026-11 95']);
  });

  test('counts all projects and days of the month together', async () => {
    const { count, watch, told } = setup();
    count(2e9);
    count(1.5e9, { projectId: 'prj_2' });
    count(0.5e9, { day: '2026-11-01' });
    count(4e9, { day: '2026-10-31' });
    await watch();
    expect(told()).toEqual(['traffic 2026-11 80']);
  });

  test('starts anew in a new month', async () => {
    const { clock, count, watch, told } = setup();
    count(4e9);
    await watch();
    clock.set('2026-12-02T12:00:00.000Z');
    await watch();
    count(4e9, { day: '2026-12-02' });
    await watch();
    expect(told()).toEqual(['traffic 2026-11 80', 'traffic 2026-12 80']);
  });

  test('starts anew after an upgrade, for the larger limit', async () => {
    const { customer, count, watch, told } = setup();
    count(4.9e9);
    await watch();
    const upgraded = { ...customer, planId: 'pay_as_you_go' };
    await watch(upgraded);
    expect(told()).toEqual(['traffic 2026-11 95']);
    count(8e9);
    await watch(upgraded);
    expect(told()).toEqual(['traffic 2026-11 95', 'traffic 2026-11 80']);
  });

  test('is not repeated after returning to the previous plan', async () => {
    const { customer, count, watch, told } = setup();
    count(4.1e9);
    await watch();
    await watch({ ...customer, planId: 'pay_as_you_go' });
    await watch();
    expect(told()).toEqual(['traffic 2026-11 80']);
  });

  test('is sent once if a hundred see the same crossing at once', async () => {
    const { count, watch, told } = setup();
    count(4.1e9);
    const seen = await Promise.all(Array.from({ length: 100 }, () => watch()));
    expect(seen.flat()).toHaveLength(1);
    expect(told()).toEqual(['traffic 2026-11 80']);
  });

  test('is tried again if another run is writing it', async () => {
    const { count, watch, told, thresholds } = setup();
    count(4.1e9);
    thresholds.busyFor = 3;
    await watch();
    expect(told()).toEqual(['traffic 2026-11 80']);
    thresholds.busyFor = 1_000;
    count(5e9);
    await expect(watch()).rejects.toThrow('too many');
  });

  test('is not sent to an archived customer', async () => {
    const { count, watch, told, standings } = setup({ archivedAt: noon });
    count(6e9);
    await watch();
    expect(told()).toEqual([]);
    expect(standings.writes).toBe(0);
  });

  test('is sent at most once for each threshold, however usage grows and whoever checks when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ bytes: fc.nat({ max: 2e9 }), watchers: fc.nat({ max: 4 }) }), {
          maxLength: 12,
        }),
        async (steps) => {
          const { count, watch, told } = setup();
          let total = 0;
          const running: Promise<unknown>[] = [];
          for (const { bytes, watchers } of steps) {
            total += bytes;
            count(total);
            for (let n = 0; n < watchers; n++) running.push(watch());
            await Promise.resolve();
          }
          await Promise.all(running);
          await watch();
          expect(new Set(told()).size).toBe(told().length);
          const reached = [80, 95, 100].filter((one) => total * 100 >= 5e9 * one);
          const highest = reached.at(-1);
          if (highest) expect(told()).toContain(`traffic 2026-11 ${highest}`);
          else expect(told()).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a month that has just ended', () => {
  const firstOfDecember = '2026-12-01T06:00:00.000Z';

  test('is reported for a day, for late events', async () => {
    const { clock, count, watch, told, customer } = setup();
    clock.set(firstOfDecember);
    count(4.1e9, { day: '2026-11-30' });
    await watch(customer, ['2026-11', '2026-11']);
    expect(told()).toEqual(['traffic 2026-11 80']);
    clock.set('2026-12-02T00:00:00.000Z');
    count(5.1e9, { day: '2026-11-30' });
    await watch(customer, ['2026-11']);
    expect(told()).toEqual(['traffic 2026-11 80']);
  });

  test('says nothing about current storage', async () => {
    const { clock, measure, watch, told, customer } = setup();
    clock.set(firstOfDecember);
    measure(90e6, { day: '2026-11-30' });
    await watch(customer, ['2026-11']);
    expect(told()).toEqual(['storage 2026-12 80']);
  });

  test('ends in the customer’s time zone', async () => {
    const { clock, count, watch, told, customer } = setup({ timeZone: 'Europe/Paris' });
    clock.set('2026-11-30T23:30:00.000Z');
    count(4.1e9, { day: '2026-12-01' });
    await watch(customer, ['2026-12']);
    expect(told()).toEqual(['traffic 2026-12 80']);
  });
});

describe('storage', () => {
  test('counts the last measurement of each project', async () => {
    const { measure, watch, told } = setup();
    measure(95e6, { day: '2026-11-20', measuredAt: '2026-11-20T12:00:00.000Z' });
    measure(50e6);
    measure(29e6, { projectId: 'prj_2' });
    await watch();
    expect(told()).toEqual([]);
    measure(30e6, { projectId: 'prj_2' });
    await watch();
    expect(told()).toEqual(['storage 2026-11 80']);
  });

  test('does not disappear because a month begins', async () => {
    const { clock, measure, watch, standings } = setup();
    measure(100e6, { day: '2026-11-30' });
    clock.set('2026-12-01T00:10:00.000Z');
    await watch();
    expect((await standings.find('prj_1'))?.meters.storage).toEqual({
      allowed: false,
      level: 'exceeded',
      percent: 100,
    });
  });

  test('of an archived project does not count any more, while its traffic still does', async () => {
    const { customer, projects, measure, count, watch, told } = setup();
    measure(100e6);
    count(4.1e9);
    projects.ids.set(customer.id, new Set(['prj_2']));
    await watch();
    expect(told()).toEqual(['traffic 2026-11 80']);
  });
});

describe('the standing of projects', () => {
  test('is the same for all projects of a customer, used or not', async () => {
    const { customer, count, watch, standings } = setup();
    count(5e9);
    await watch();
    const expected = {
      customerId: customer.id,
      month: '2026-11',
      meters: {
        traffic: { allowed: false, level: 'exceeded', percent: 100 },
        storage: { allowed: true, level: 'ok', percent: 0 },
      },
    };
    expect(await standings.find('prj_1')).toMatchObject(expected);
    expect(await standings.find('prj_2')).toMatchObject(expected);
  });

  test('allows customers who pay for overage to continue', async () => {
    const { count, watch, standings } = setup({ planId: 'pay_as_you_go' });
    count(11e9);
    await watch();
    expect((await standings.find('prj_1'))?.meters.traffic).toEqual({
      allowed: true,
      level: 'exceeded',
      percent: 110,
    });
  });

  test('is only written if a whole percent or a level has changed', async () => {
    const { count, watch, standings } = setup();
    count(1e9);
    await watch();
    expect(standings.writes).toBe(3);
    count(1.04e9);
    await watch();
    expect(standings.writes).toBe(3);
    count(1.05e9);
    await watch();
    expect(standings.writes).toBe(6);
  });

  test('is written for a project created since', async () => {
    const { customer, projects, count, watch, standings } = setup();
    count(5e9);
    await watch();
    projects.ids.get(customer.id)!.add('prj_3');
    await watch();
    expect((await standings.find('prj_3'))?.meters.traffic.allowed).toBe(false);
  });

  test('is updated by an upgrade, without any usage since', async () => {
    const { customer, count, watch, standings } = setup();
    count(5e9);
    await watch();
    await watch({ ...customer, planId: 'pay_as_you_go' });
    expect((await standings.find('prj_1'))?.meters.traffic).toEqual({
      allowed: true,
      level: 'ok',
      percent: 50,
    });
  });

  test('is never replaced by an older reading', async () => {
    const { customer, clock, count, watch, standings } = setup();
    count(5e9);
    await watch();
    clock.set('2026-11-21T11:59:59.000Z');
    await watch({ ...customer, planId: 'pay_as_you_go' });
    expect((await standings.find('prj_1'))?.meters.traffic.allowed).toBe(false);
  });
});

describe('the daily check', () => {
  test('processes every active customer, page by page', async () => {
    const { deps, customers, counters } = setup();
    for (let n = 0; n < 150; n++) {
      const customer = aCustomer({ archivedAt: n % 3 === 0 ? noon : undefined });
      customers.rows.set(customer.id, customer);
      counters.set({
        customerId: customer.id,
        meter: 'traffic',
        projectId: 'prj_1',
        day: '2026-11-20',
        events: 1,
        bytes: 4.2e9,
      });
    }
    const { customers: count, crossings, failures } = await checkLimits(deps, requestId);
    expect(count).toBe(101);
    expect(crossings).toHaveLength(100);
    expect(failures).toEqual([]);
    expect((await checkLimits(deps, requestId)).crossings).toEqual([]);
  });

  test('continues if one customer fails', async () => {
    const { deps, customers, count, told } = setup();
    count(4.2e9);
    const broken = aCustomer({ timeZone: 'Nowhere/At_All' });
    customers.rows.set(broken.id, broken);
    const { failures } = await checkLimits(deps, requestId);
    expect(failures.map(({ customerId }) => customerId)).toEqual([broken.id]);
    expect(told()).toEqual(['traffic 2026-11 80']);
  });

  test('also checks the previous month on the first of a month', async () => {
    const { deps, clock, count, told } = setup();
    clock.set('2026-12-01T06:00:00.000Z');
    count(5e9, { day: '2026-11-30' });
    await checkLimits(deps, requestId);
    expect(told()).toEqual(['traffic 2026-11 100']);
  });

  test('adds up how the business stands: who is on which plan, who pays, and what all use', async () => {
    const { deps, business, clock, customers, count, measure } = setup();
    count(4e9);
    count(1e9, { projectId: 'prj_2' });
    measure(7e8);
    const gone = aCustomer({ id: 'cus_gone', archivedAt: noon, planId: 'pro' });
    customers.rows.set(gone.id, gone);
    await checkLimits(deps, requestId);
    const standing = {
      month: '2026-11',
      countedAt: noon,
      plans: { [deps.plans[0]!.id]: 1 },
      subscriptions: 0,
      projects: 2,
      trafficBytes: 5e9,
      storageBytes: 7e8,
    };
    expect(await business.last(12)).toEqual([standing]);

    clock.set('2026-12-01T06:00:00.000Z');
    await checkLimits(deps, requestId);
    const [november, december] = await business.last(12);
    expect(november).toEqual(standing);
    // Stored bytes do not vanish at midnight.
    expect(december).toMatchObject({ month: '2026-12', trafficBytes: 0, storageBytes: 7e8 });
  });
});

test('in a batch, a customer that fails or is unknown does not stop the others', async () => {
  const { deps, customer, customers, count, told } = setup();
  count(4.2e9);
  const broken = aCustomer({ timeZone: 'Nowhere/At_All' });
  customers.rows.set(broken.id, broken);
  const ids = ['cus_nobody', broken.id, customer.id];
  const { crossings, failures } = await watchLimits(
    deps,
    ids.map((customerId) => ({ customerId, ...nothing })),
    requestId,
  );
  expect(failures.map(({ customerId }) => customerId)).toEqual([broken.id]);
  expect(crossings).toHaveLength(1);
  expect(told()).toEqual(['traffic 2026-11 80']);
});
