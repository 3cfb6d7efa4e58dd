import type { AuthorizerContext, CallerContext } from '#runtime/caller';
import type { HttpReply } from '#runtime/http';
import { logger } from '#runtime/log';
import { anHttpEvent } from '#test/http-events';
import { MemoryPeriodStore } from '#test/memory-period-store';
import { createHandler } from '../../../../functions/usage/get-period/handler.ts';
import { aPeriod } from '../../../contracts/period-store.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

const period = aPeriod();
const own = period.customerId;

const aKey = (scopes: string, customerId?: string): CallerContext => ({
  kind: 'key',
  keyId: 'key_1',
  scopes,
  customerId,
});

const aPerson = (roles: string, customerId?: string): CallerContext => ({
  kind: 'person',
  subject: 'awa',
  roles,
  customerId,
});

async function get(
  caller: CallerContext,
  { month = '2026-11', query }: { month?: string; query?: Record<string, string> } = {},
) {
  const periods = new MemoryPeriodStore();
  periods.periods.set(`${own} 2026-11`, period);
  const path = `/v1/usage/periods/${month}`;
  const authorizer: AuthorizerContext = { lambda: caller };
  const event = anHttpEvent({ method: 'GET', path, query, authorizer });
  const called = createHandler({ periods })({ ...event, pathParameters: { month } }, {} as never);
  const { statusCode, body } = (await called) as HttpReply;
  return { status: statusCode, body: JSON.parse(body!) };
}

const of = (customerId: string) => ({ query: { customerId } });

test.each<[string, CallerContext, object]>([
  ['the customer’s own people', aPerson('member', own), {}],
  ['a key of the customer’s', aKey('usage:read', own), {}],
  ['the shop’s own key, which says whose', aKey('usage:read'), of(own)],
  ['an admin, who says whose', aPerson('admin'), of(own)],
  ['finance, who say whose', aPerson('finance'), of(own)],
  ['finance that are customers too', aPerson('finance', own), {}],
])('a bill can be read by %s', async (_, caller, changes) => {
  const { status, body } = await get(caller, changes);
  expect(status).toBe(200);
  expect(body).toMatchObject({ customerId: own, month: '2026-11', due: [{ amount: 60 }] });
});

test.each<[string, CallerContext, object, number, string]>([
  ['of another customer', aPerson('member', 'cus_2'), of(own), 403, 'forbidden'],
  ['of another customer by its key', aKey('usage:read', 'cus_2'), of(own), 403, 'forbidden'],
  ['by a key without the scope', aKey('usage:write', own), {}, 403, 'forbidden'],
  ['by a guest', { kind: 'public' }, of(own), 401, 'credentials_required'],
  ['without a customer, by the shop’s key', aKey('usage:read'), {}, 400, 'invalid_request'],
  ['without a customer, by an admin', aPerson('admin'), {}, 400, 'invalid_request'],
  ['without a customer, by finance', aPerson('finance'), {}, 400, 'invalid_request'],
  ['that is not closed', aPerson('member', own), { month: '2026-12' }, 404, 'period_not_found'],
  ['of another customer', aPerson('member', 'cus_2'), {}, 404, 'period_not_found'],
  ['of a 13th month', aPerson('member', own), { month: '2026-13' }, 400, 'invalid_request'],
  ['of no month', aPerson('member', own), { month: 'november' }, 400, 'invalid_request'],
  [
    'narrowed by what we do not know',
    aPerson('member', own),
    { query: { meter: 'traffic' } },
    400,
    'invalid_request',
  ],
])('a bill %s is refused', async (_, caller, changes, status, code) => {
  const refused = await get(caller, changes);
  expect(refused.status).toBe(status);
  expect(refused.body).toMatchObject({ code });
});

test('a malformed month is named', async () => {
  const { body } = await get(aPerson('member', own), { month: '2026-1' });
  expect(body.errors).toEqual([{ path: 'month', message: 'a month, 2026-11' }]);
});
