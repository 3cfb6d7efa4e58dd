import { randomUUID } from 'node:crypto';
import { as, type Headers } from '#test/callers';
import type { Reply } from '#test/cloud';
import { removeEndpoints } from '#test/webhook-receivers';
import { routes } from '../../lib/routes.ts';
import {
  aShopper,
  type CallerName,
  callerNames,
  callersOf,
  type Shopper,
} from '../support/access/people.ts';
import { rows } from '../support/access/rows.ts';
import type { Reach, Row, Verdict } from '../support/access/verdicts.ts';

/** Every route but the open ones, whose functions check their callers themselves or show nothing. */
const guarded = routes
  .filter(({ access }) => access !== 'open')
  .map(({ method, path }) => `${method} ${path}`);

let own: Shopper;
let other: Shopper;
let callers: Record<CallerName, Headers>;
beforeAll(async () => {
  [own, other] = [await aShopper(), await aShopper()];
  callers = await callersOf(own);
}, 60_000);
afterAll(() => removeEndpoints(callers.admin));

test('every route that is not open has its row, and every row its route', () => {
  expect(Object.keys(rows).sort()).toEqual(guarded.sort());
});

test.each(Object.entries(rows))('%s', async (name, row) => {
  const found: Partial<Record<CallerName, Partial<Reach>>> = {};
  // One after the other: nine at once would start nine instances of each function.
  for (const who of callerNames) found[who] = await reachOf(name, row, callers[who]);
  const expected = callerNames.map((who) => [who, judged(row, row.may[who])] as const);
  expect(found).toEqual(Object.fromEntries(expected));
});

/** A list is never about nobody's thing. */
const judged = (row: Row, { nobody, ...reach }: Reach): Partial<Reach> =>
  row.nobody === undefined ? reach : { ...reach, nobody };

async function reachOf(name: string, row: Row, headers: Headers): Promise<Partial<Reach>> {
  const verdict = (shopper: Shopper, path: string) => call(name, row, { shopper, path, headers });
  return {
    own: await verdict(own, await row.path(own)),
    other: await verdict(other, await row.path(other)),
    ...(row.nobody !== undefined && { nobody: await verdict(own, row.nobody) }),
  };
}

async function call(
  name: string,
  row: Row,
  { shopper, path, headers }: { shopper: Shopper; path: string; headers: Headers },
): Promise<Verdict> {
  const [method = ''] = name.split(' ');
  const body = method === 'GET' || method === 'DELETE' ? undefined : (row.body?.(shopper) ?? {});
  const credentials = { ...headers, 'idempotency-key': randomUUID() };
  return verdictOf(await as(credentials, method, path, body));
}

/** A caller who is let in may still meet a plan's limit. */
function verdictOf({ status, body }: Reply): Verdict {
  if (status >= 500) throw new Error(`${status} ${body?.code}`);
  const isRefused = [400, 401, 403, 404].includes(status) && body.code !== 'plan_limit_reached';
  return isRefused ? (status as Verdict) : 'yes';
}
