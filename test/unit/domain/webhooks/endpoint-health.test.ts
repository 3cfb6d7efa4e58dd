import fc from 'fast-check';
import type { WebhookEndpoint } from '#domain/webhooks/endpoint';
import {
  afterEmptyTurn,
  afterFailure,
  afterGone,
  afterSuccess,
  disabledFor,
  enabledAgain,
  isBroken,
} from '#domain/webhooks/endpoint-health';
import { anEndpoint } from '#test/webhooks';

const start = new Date('2026-11-21T10:00:00.000Z');
const hours = (count: number): Date => new Date(start.getTime() + count * 3_600_000);
const middle = () => 0.5;

/** Fails an endpoint at these hours, by a probe once the breaker is open. */
function failed(times: number[], events: (index: number) => string = (index) => `evt_${index}`) {
  let endpoint: WebhookEndpoint = anEndpoint();
  const told: unknown[] = [];
  for (const [index, time] of times.entries()) {
    const attempt = { eventId: events(index), at: hours(time), isProbe: isBroken(endpoint) };
    const change = afterFailure(endpoint, attempt, middle);
    if (!change) continue;
    endpoint = change.endpoint;
    if (change.told) told.push(change.told);
  }
  return { endpoint, told };
}

const everyFiveHours = (count: number) => Array.from({ length: count }, (_, index) => index * 5);

test('the breaker opens with the fifth failure in a row, and the first probe waits five minutes', () => {
  expect(isBroken(failed([0, 0, 0, 0]).endpoint)).toBe(false);
  const { endpoint } = failed([0, 0, 0, 0, 0]);
  expect(isBroken(endpoint)).toBe(true);
  expect(endpoint.turnAt).toBe('2026-11-21T10:05:00.000Z');
});

test('what was under way when the breaker opened neither counts nor moves the probe', () => {
  const { endpoint } = failed([0, 0, 0, 0, 0]);
  const late = { eventId: 'evt_late', at: hours(1), isProbe: false };
  expect(afterFailure(endpoint, late, middle)).toBeUndefined();
});

test('probes come less and less often, at least every six hours and a fifth', () => {
  const turns = [1, 2, 3, 20].map((probes) => {
    const { endpoint } = failed(Array.from({ length: 5 + probes }, () => 0));
    return (Date.parse(endpoint.turnAt!) - start.getTime()) / 60_000;
  });
  expect(turns).toEqual([10, 20, 40, 360]);
});

test('admins are warned after a day and after three days, once each, and then told of the end', () => {
  const { told, endpoint } = failed(everyFiveHours(26));
  expect(told).toEqual([
    { type: 'failing', hours: 24 },
    { type: 'failing', hours: 72 },
    { type: 'disabled' },
  ]);
  expect(endpoint.state).toBe('disabled');
  expect(endpoint.disabled).toEqual({ at: hours(120).toISOString(), reason: 'failing' });
  expect(endpoint.turnAt).toBeUndefined();
});

test('one event that always fails does not disable an endpoint', () => {
  expect(failed(everyFiveHours(40), () => 'evt_poison').endpoint.state).toBe('enabled');
});

test('five days with few attempts do not disable an endpoint', () => {
  expect(failed([0, 30, 60, 90, 121, 150]).endpoint.state).toBe('enabled');
});

test('a bad day with many attempts does not disable an endpoint', () => {
  expect(failed(Array.from({ length: 90 }, (_, index) => index)).endpoint.state).toBe('enabled');
});

test('one success ends it all, and what waits is sent a minute later', () => {
  const { endpoint } = failed([0, 0, 0, 0, 0, 1]);
  const { endpoint: well } = afterSuccess(endpoint, hours(2))!;
  expect(well.failing).toBeUndefined();
  expect(well.turnAt).toBe('2026-11-21T12:01:00.000Z');
  expect(well.version).toBe(endpoint.version + 1);
});

test('a success of an endpoint that is well costs no write', () => {
  expect(afterSuccess(anEndpoint(), start)).toBeUndefined();
});

test('before the breaker opens, a success leaves the turn of the line alone', () => {
  const { endpoint } = failed([0]);
  expect(afterSuccess(endpoint, hours(1))!.endpoint.turnAt).toBeUndefined();
  const turnAt = hours(3).toISOString();
  expect(afterSuccess({ ...endpoint, turnAt }, hours(1))!.endpoint.turnAt).toBe(turnAt);
});

test('410 disables at once, and only once', () => {
  const { endpoint, told } = afterGone(anEndpoint(), start)!;
  expect(endpoint.disabled).toEqual({ at: start.toISOString(), reason: 'gone' });
  expect(told).toEqual({ type: 'disabled' });
  expect(afterGone(endpoint, start)).toBeUndefined();
});

test('a disabled endpoint counts no failures', () => {
  const { endpoint } = disabledFor('admin', anEndpoint(), start);
  const attempt = { eventId: 'evt_1', at: start, isProbe: true };
  expect(afterFailure(endpoint, attempt, middle)).toBeUndefined();
});

test('an open breaker with an empty line lets the next event try, and opens again if it fails', () => {
  const { endpoint } = failed([0, 0, 0, 0, 0]);
  const open = afterEmptyTurn(endpoint, hours(1));
  expect(isBroken(open)).toBe(false);
  expect(open.failing).toMatchObject({ attempts: 5, since: start.toISOString() });
  expect(open.turnAt).toBe('2026-11-21T11:01:00.000Z');
  const attempt = { eventId: 'evt_2', at: hours(2), isProbe: false };
  expect(isBroken(afterFailure(open, attempt, middle)!.endpoint)).toBe(true);
});

test('an empty line of an endpoint that is well gets no further turn', () => {
  const endpoint = anEndpoint({ turnAt: start.toISOString() });
  expect(afterEmptyTurn(endpoint, hours(1)).turnAt).toBeUndefined();
});

test.each([true, false])(
  'enabled again, what it had missed is sent if wished: %s',
  (sendsMissed) => {
    const { endpoint } = failed(everyFiveHours(26));
    const again = enabledAgain(endpoint, { at: hours(200), sendsMissed });
    expect(again).toMatchObject({ state: 'enabled', turnAt: '2026-11-29T18:01:00.000Z' });
    expect(again.failing).toBeUndefined();
    expect(again.disabled).toBeUndefined();
    expect(again.skipsBefore).toBe(sendsMissed ? undefined : hours(200).toISOString());
  },
);

test('whatever happens, the version grows with each write, and an enabled broken one has a turn', () => {
  const step = fc.constantFrom('success', 'failure', 'empty');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let endpoint = anEndpoint();
      for (const [index, kind] of steps.entries()) {
        const at = hours(index * 4);
        const attempt = { eventId: `evt_${index % 3}`, at, isProbe: isBroken(endpoint) };
        const next =
          kind === 'success'
            ? afterSuccess(endpoint, at)?.endpoint
            : kind === 'failure'
              ? afterFailure(endpoint, attempt, Math.random)?.endpoint
              : afterEmptyTurn(endpoint, at);
        if (!next) continue;
        expect(next.version).toBe(endpoint.version + 1);
        endpoint = next;
        if (endpoint.state === 'enabled' && isBroken(endpoint))
          expect(endpoint.turnAt).toBeDefined();
      }
    }),
  );
});
