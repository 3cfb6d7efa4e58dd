import type { Caller } from '#domain/access/caller';
import type { Day } from '#domain/calendar/day';
import type { Month } from '#domain/calendar/month';
import type { Customer } from '#domain/customers/customer';
import { ForbiddenError, InvalidRequestError, UnauthenticatedError } from '#domain/errors';
import { checkUsage } from '#domain/limits/check-usage';
import { readableCustomer } from '#domain/limits/readable-customer';
import { reportUsage } from '#domain/limits/report-usage';
import type { MeterStanding } from '#domain/limits/standing';
import type { KnownStanding } from '#domain/limits/standing-store';
import { usageHistory } from '#domain/limits/usage-history';
import type { Counter } from '#domain/usage/counter';
import { SettableClock } from '#test/clock';
import { aCustomer, aProject, somePlans } from '#test/customers';
import { MemoryCustomerStore } from '#test/memory-customer-store';
import { MemoryActiveProjects, MemoryCounters, MemoryStandingStore } from '#test/memory-limits';

function setup(changes: Partial<Customer> = {}) {
  const customer = aCustomer(changes);
  const clock = new SettableClock('2026-11-16T00:00:00.000Z');
  const customers = new MemoryCustomerStore();
  customers.rows.set(customer.id, customer);
  const projects = new MemoryActiveProjects();
  projects.ids.set(customer.id, new Set(['prj_1', 'prj_2']));
  const counters = new MemoryCounters();
  const count = (bytes: number, more: Partial<Counter> = {}) =>
    counters.set({
      customerId: customer.id,
      meter: 'traffic',
      projectId: 'prj_1',
      day: '2026-11-10',
      events: 1,
      bytes,
      ...more,
    });
  const measure = (bytes: number, day: Day, projectId = 'prj_1') =>
    count(bytes, { meter: 'storage', day, projectId, measuredAt: `${day}T04:00:00.000Z` });
  const deps = { customers, projects, counters, plans: somePlans, now: clock.now };
  const report = (month?: Month) => reportUsage(deps, { customerId: customer.id, month });
  return { deps, customer, clock, projects, count, measure, report };
}

describe('a customer’s month', () => {
  test('is reported by project and in total, compared with the plan', async () => {
    const { customer, count, measure, report } = setup();
    count(3e9);
    count(1e9, { day: '2026-11-12' });
    count(123_456_789, { projectId: 'prj_2' });
    measure(40e6, '2026-11-14');
    measure(60e6, '2026-11-15');
    expect(await report()).toEqual({
      customerId: customer.id,
      month: '2026-11',
      planId: 'free',
      meters: {
        traffic: {
          bytes: 4_123_456_789,
          limitBytes: 5e9,
          percent: 82.4,
          level: 'warning',
          projectedBytes: 8_246_913_578,
          projects: [
            { projectId: 'prj_1', bytes: 4e9 },
            { projectId: 'prj_2', bytes: 123_456_789 },
          ],
        },
        storage: {
          bytes: 60e6,
          limitBytes: 100e6,
          percent: 60,
          level: 'ok',
          projectedBytes: 60e6,
          projects: [{ projectId: 'prj_1', bytes: 60e6 }],
        },
      },
    });
  });

  test('without any usage is zero everywhere', async () => {
    const { meters } = await setup().report();
    const nought = { bytes: 0, percent: 0, level: 'ok', projectedBytes: 0, projects: [] };
    expect(meters).toMatchObject({ traffic: nought, storage: nought });
  });

  test('that is over is reported as it was, with an archived project’s storage', async () => {
    const { customer, projects, measure, count, report } = setup();
    count(2e9, { day: '2026-10-05' });
    measure(30e6, '2026-10-31');
    projects.ids.set(customer.id, new Set());
    const { meters } = await report('2026-10');
    expect(meters.traffic).toMatchObject({ bytes: 2e9, projectedBytes: 2e9 });
    expect(meters.storage.bytes).toBe(30e6);
    expect((await report()).meters.storage.bytes).toBe(0);
  });

  test('begins and ends in the customer’s time zone', async () => {
    const { clock, report } = setup({ timeZone: 'Europe/Paris' });
    clock.set('2026-11-30T23:00:00.000Z');
    expect((await report()).month).toBe('2026-12');
  });

  test('of an unknown customer is not found', async () => {
    const { deps } = setup();
    const unknown = reportUsage(deps, { customerId: 'cus_nobody' });
    await expect(unknown).rejects.toMatchObject({ code: 'customer_not_found' });
    await expect(usageHistory(deps, 'cus_nobody')).rejects.toMatchObject({
      code: 'customer_not_found',
    });
  });
});

test('the history has twelve months, the current one first; storage continues over months', async () => {
  const { deps, customer, count, measure } = setup();
  count(1e9);
  count(2e9, { day: '2026-02-28' });
  count(9e9, { day: '2025-11-30' });
  measure(30e6, '2026-09-30');
  const history = await usageHistory(deps, customer.id);
  expect(history.map(({ month }) => month)).toEqual([
    ...['2026-11', '2026-10', '2026-09', '2026-08', '2026-07', '2026-06'],
    ...['2026-05', '2026-04', '2026-03', '2026-02', '2026-01', '2025-12'],
  ]);
  const bytesOf = (wanted: string) => history.find(({ month }) => month === wanted)?.bytes;
  expect(bytesOf('2026-11')).toEqual({ traffic: 1e9, storage: 0 });
  expect(bytesOf('2026-10')).toEqual({ traffic: 0, storage: 30e6 });
  expect(bytesOf('2026-09')).toEqual({ traffic: 0, storage: 30e6 });
  expect(bytesOf('2026-02')).toEqual({ traffic: 2e9, storage: 0 });
});

describe('the check of a project', () => {
  const stopped: MeterStanding = { allowed: false, level: 'exceeded', percent: 104 };

  async function askingAbout() {
    const clock = new SettableClock('2026-11-21T12:00:00.000Z');
    const standings = new MemoryStandingStore();
    const standing: KnownStanding = {
      customerId: 'cus_1',
      timeZone: 'Europe/Paris',
      month: '2026-11',
      meters: { traffic: stopped, storage: stopped },
      projectsDigest: '',
      readAt: '2026-11-21T12:00:00.000Z',
    };
    await standings.write(standing, ['prj_1']);
    const asked: string[] = [];
    const projects = {
      async find(id: string) {
        asked.push(id);
        return id === 'prj_new' ? aProject({ id, customerId: 'cus_1' }) : undefined;
      },
    };
    const check = (
      projectId: string,
      customerId?: string,
      meter: 'traffic' | 'storage' = 'traffic',
    ) => checkUsage({ standings, projects, now: clock.now }, { projectId, meter, customerId });
    return { clock, check, asked };
  }

  test('is answered from its standing, with one read', async () => {
    const { check, asked } = await askingAbout();
    expect(await check('prj_1')).toEqual(stopped);
    expect(await check('prj_1', 'cus_1')).toEqual(stopped);
    expect(asked).toEqual([]);
  });

  test('starts traffic anew with the customer’s month, and keeps storage', async () => {
    const { clock, check } = await askingAbout();
    clock.set('2026-11-30T22:59:59.999Z');
    expect((await check('prj_1')).allowed).toBe(false);
    clock.set('2026-11-30T23:00:00.000Z');
    expect(await check('prj_1')).toEqual({ allowed: true, level: 'ok', percent: 0 });
    expect((await check('prj_1', 'cus_1', 'storage')).allowed).toBe(false);
  });

  test('allows a project without usage', async () => {
    const { check } = await askingAbout();
    expect(await check('prj_new', 'cus_1')).toEqual({ allowed: true, level: 'ok', percent: 0 });
  });

  test.each([
    ['prj_nowhere', undefined],
    ['prj_1', 'cus_2'],
    ['prj_new', 'cus_2'],
  ])('%s is not found for the key of %s', async (projectId, customerId) => {
    const { check } = await askingAbout();
    await expect(check(projectId, customerId)).rejects.toMatchObject({
      code: 'project_not_found',
    });
  });
});

describe('the usage that a caller may read', () => {
  const key = (customerId?: string): Caller => ({
    kind: 'key',
    keyId: 'key_1',
    scopes: ['usage:read'],
    customerId,
  });
  const member: Caller = {
    kind: 'person',
    subject: 'awa',
    roles: ['member'],
    customerId: 'cus_1',
  };
  const admin: Caller = { kind: 'person', subject: 'root', roles: ['admin'] };

  test('is their own customer’s for a member or a bound key', () => {
    expect(readableCustomer(member, undefined)).toBe('cus_1');
    expect(readableCustomer(member, 'cus_1')).toBe('cus_1');
    expect(readableCustomer(key('cus_1'), undefined)).toBe('cus_1');
    expect(() => readableCustomer(member, 'cus_2')).toThrow(ForbiddenError);
    expect(() => readableCustomer(key('cus_1'), 'cus_2')).toThrow(ForbiddenError);
  });

  test('is that of a named customer for an administrator or the shop’s own key', () => {
    expect(readableCustomer(admin, 'cus_2')).toBe('cus_2');
    expect(readableCustomer(key(), 'cus_2')).toBe('cus_2');
    expect(() => readableCustomer(admin, undefined)).toThrow(InvalidRequestError);
    expect(() => readableCustomer(key(), undefined)).toThrow(InvalidRequestError);
  });

  test('is none for a key without usage:read, and guests must sign in', () => {
    const writer: Caller = { kind: 'key', keyId: 'key_1', scopes: ['usage:write'] };
    expect(() => readableCustomer(writer, 'cus_1')).toThrow('usage:read');
    expect(() => readableCustomer({ kind: 'public' }, 'cus_1')).toThrow(UnauthenticatedError);
  });
});
