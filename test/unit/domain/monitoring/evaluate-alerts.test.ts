import { randomBytes } from 'node:crypto';
import { stateOf } from '#domain/monitoring/alert';
import { evaluateAlerts, lastCompleteSlot } from '#domain/monitoring/evaluate-alerts';
import type { Finding, Rule } from '#domain/monitoring/rule';
import { noSwitches, type Switches } from '#domain/switches/switches';
import { DynamoAlertStore } from '#stores/alert-store';
import { anAuditEntry } from '#test/audits';
import { MemoryTable } from '#test/memory-table';
import { aSwitch } from '#test/switches';
import { defaultThresholds } from '#vocabulary/alerts';

const aFinding = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'site_over_http',
  dimension: 'stripe',
  severity: 'high',
  holds: true,
  clears: false,
  evidence: {},
  ...changes,
});

const aRule = (evaluate: Rule['evaluate'], changes: Partial<Rule> = {}): Rule => ({
  name: 'site_over_http',
  runbook: 'alert-site-over-http',
  impact: { fr: 'Un ennui.', en: 'Some trouble.' },
  opensAfter: 1,
  evaluate,
  ...changes,
});

function shop(rules: Rule[], switches: Switches = noSwitches) {
  const memory = new MemoryTable();
  const alerts = new DynamoAlertStore(memory.table);
  let minute = 0;
  const deps = {
    ...{ alerts, rules, randomBytes, pause: async () => {} },
    thresholds: defaultThresholds,
    watch: async (now: Date) => ({
      ...{ now, timeZone: 'Europe/Paris', switches, sites: [] },
      ...{ slots: [], hours: [], troubles: [] },
      businessHours: { days: [1], from: '09:00', to: '18:00' },
    }),
  };
  const dueAt = () => new Date(Date.parse('2026-11-21T10:01:30.000Z') + minute * 60_000);
  return {
    ...{ memory, alerts, deps },
    next: async (requestId = 'run-1') => {
      minute += 5;
      return evaluateAlerts(deps, { dueAt: dueAt(), requestId });
    },
    again: (requestId: string) => evaluateAlerts(deps, { dueAt: dueAt(), requestId }),
    events: () =>
      memory.rows().flatMap(({ event }) => (event ? [(event as { type: string }).type] : [])),
    state: async (dimension = 'stripe') => {
      const watch = await alerts.find({ rule: 'site_over_http', dimension });
      return watch ? stateOf(watch) : 'ok';
    },
  };
}

test('the slot that is judged is complete: a minute after its end', () => {
  const slot = (dueAt: string) => lastCompleteSlot(new Date(dueAt)).toISOString().slice(11, 16);
  expect(slot('2026-11-21T10:05:59.999Z')).toBe('10:00');
  expect(slot('2026-11-21T10:06:00.000Z')).toBe('10:05');
});

test('trouble opens one alert with one event, and a slot that was judged is not judged again', async () => {
  const { next, again, events, state } = shop([aRule(() => [aFinding()])]);
  expect(await next('run-1')).toMatchObject({ kind: 'judged', told: 1 });
  expect(await again('run-2')).toEqual({ kind: 'judged_before' });
  expect(events()).toEqual(['alert.opened']);
  expect(await state()).toBe('open');
});

test('two evaluators of one slot at once open it once', async () => {
  const { next, again, events } = shop([aRule(() => [aFinding()])]);
  await next();
  const { again: other, events: seen, deps } = shop([aRule(() => [aFinding()])]);
  deps.alerts.claimSlot = async () => true;
  const outcomes = await Promise.all(['a', 'b', 'c'].map((run) => other(run)));
  expect(outcomes.map((outcome) => 'told' in outcome && outcome.told).sort()).toEqual([0, 0, 1]);
  expect(seen()).toEqual(['alert.opened']);
  expect(await again('run-1')).toMatchObject({ kind: 'judged', told: 0 });
  expect(events()).toEqual(['alert.opened']);
});

test('a run that died before it wrote is repeated by Lambda, and opens the alert', async () => {
  const { next, again, events, alerts } = shop([aRule(() => [aFinding()])]);
  const save = alerts.save.bind(alerts);
  alerts.save = async () => {
    throw new Error('killed');
  };
  await expect(next('run-1')).rejects.toThrow('killed');
  alerts.save = save;
  expect(await again('run-1')).toMatchObject({ told: 1 });
  expect(events()).toEqual(['alert.opened']);
});

test('while nothing is wrong only the slot is written', async () => {
  const { next, memory } = shop([aRule(() => [aFinding({ holds: false, clears: true })])]);
  await next();
  await next();
  expect(memory.rows().map(({ pk }) => pk)).toEqual(['EVALUATION', 'EVALUATION']);
});

test('a rule that fails hides no other, and its alerts stay as they are', async () => {
  let fails = false;
  const broken = aRule(() => {
    if (fails) throw new Error('a bug');
    return [aFinding({ dimension: 'broken' })];
  });
  const other = aRule(() => [aFinding({ dimension: 'other', holds: fails })]);
  const { next, state } = shop([broken, other]);
  await next();
  fails = true;
  for (let run = 0; run < 4; run++) await next();
  expect(await state('broken')).toBe('open');
  // Both have the same name here, so the other is kept apart by its dimension alone.
  expect(await state('other')).toBe('open');
});

test('an alert of a thing that is gone resolves', async () => {
  const found = [aFinding()];
  const { next, state } = shop([aRule(() => found)]);
  await next();
  found.length = 0;
  for (let run = 0; run < 3; run++) await next();
  expect(await state()).toBe('resolved');
});

test('a provider that is switched off opens no alert, and another one does', async () => {
  const off = { switches: [aSwitch({ provider: 'stripe', enabled: false })], version: 1 };
  const rule = aRule(() => [
    aFinding({ about: { provider: 'stripe' } }),
    aFinding({ dimension: 'paypal', about: { provider: 'paypal' } }),
  ]);
  const { next, state } = shop([rule], off);
  await next();
  expect([await state('stripe'), await state('paypal')]).toEqual(['ok', 'open']);
});

test('a method that is switched off stops that method’s alerts alone', async () => {
  const off = {
    switches: [aSwitch({ provider: 'stripe', method: 'card', enabled: false })],
    version: 1,
  };
  const rule = aRule(() => [
    aFinding({ dimension: 'card', about: { provider: 'stripe', method: 'card' } }),
    aFinding({ dimension: 'all', about: { provider: 'stripe' } }),
  ]);
  const { next, state } = shop([rule], off);
  await next();
  expect([await state('card'), await state('all')]).toEqual(['ok', 'open']);
});

test('trouble that another rule explains, for the same thing, opens nothing', async () => {
  const rule = aRule(() => [aFinding(), aFinding({ dimension: 'paypal', holds: false })], {
    inhibitedBy: ['site_over_http'],
  });
  const { next, state } = shop([rule]);
  await next();
  expect(await state()).toBe('ok');
});

test('during planned work nothing opens, and after it everything does', async () => {
  const { next, state, alerts } = shop([aRule(() => [aFinding()])]);
  await alerts.planMaintenance(
    {
      ...{ from: '2026-11-21T10:00:00.000Z', until: '2026-11-21T10:12:00.000Z' },
      ...{ reason: 'A new provider.', plannedBy: 'person:1' },
    },
    anAuditEntry(),
  );
  await next();
  await next();
  expect(await state()).toBe('ok');
  await next();
  expect(await state()).toBe('open');
});
