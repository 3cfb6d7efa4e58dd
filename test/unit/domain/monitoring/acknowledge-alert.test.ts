import { InvalidRequestError, NotFoundError } from '#domain/errors';
import { acknowledgeAlert } from '#domain/monitoring/acknowledge-alert';
import { AlertOverError } from '#domain/monitoring/alert-errors';
import { planMaintenance } from '#domain/monitoring/plan-maintenance';
import { testAlerts } from '#domain/monitoring/test-alerts';
import { DynamoAlertStore } from '#stores/alert-store';
import { anAlert, anAlertWatch } from '#test/alerts';
import { anAct } from '#test/audits';
import { MemoryTable } from '#test/memory-table';

async function shop(alert = anAlert()) {
  const memory = new MemoryTable();
  const alerts = new DynamoAlertStore(memory.table);
  await alerts.save({ watch: anAlertWatch({ alert }) });
  const deps = { alerts, pause: async () => {} };
  const act = anAct();
  return {
    ...{ memory, alerts, act, deps },
    acknowledge: (wish = {}, id = alert.id) =>
      acknowledgeAlert(deps, id, { note: 'Asked Stripe.', ...wish }, act),
    entries: () => memory.rows().filter(({ pk }) => String(pk).startsWith('AUDIT#')),
  };
}

const inHours = (from: Date, hours: number) =>
  new Date(from.getTime() + hours * 3_600_000).toISOString();

test('who looks after an alert is noted with the alert and in the audit trail', async () => {
  const { acknowledge, alerts, act, entries } = await shop();
  const until = inHours(act.now, 2);
  const answered = await acknowledge({ until });
  expect(answered).toMatchObject({
    state: 'acknowledged',
    acknowledgement: { by: 'person:user-admin', note: 'Asked Stripe.', until },
  });
  expect(answered.history.at(-1)).toMatchObject({ what: 'acknowledged', by: 'person:user-admin' });
  expect(await alerts.findAlert(answered, answered.id)).toEqual(answered);
  expect(entries()).toEqual([
    expect.objectContaining({ action: 'alert.acknowledged', subject: 'alt_01' }),
  ]);
});

test('an evaluation that was faster is not undone', async () => {
  const { acknowledge, alerts, deps } = await shop();
  const save = alerts.save.bind(alerts);
  let races = 1;
  alerts.save = async (change) => {
    if (races-- > 0)
      await save({ watch: anAlertWatch({ alert: anAlert(), clearing: 2, version: 2 }) });
    return save(change);
  };
  await acknowledge();
  expect(await deps.alerts.find(anAlertWatch())).toMatchObject({ clearing: 2, version: 3 });
});

test('what is over, or does not exist, needs nobody', async () => {
  const { acknowledge } = await shop(anAlert({ state: 'resolved' }));
  await expect(acknowledge()).rejects.toThrow(AlertOverError);
  await expect(acknowledge({}, 'alt_unknown')).rejects.toThrow(NotFoundError);
});

test.each([-1, 0, 24.1])('nobody sleeps on an alert until %s hours from now', async (hours) => {
  const { acknowledge, act } = await shop();
  await expect(acknowledge({ until: inHours(act.now, hours) })).rejects.toThrow(
    InvalidRequestError,
  );
});

test('a test goes the whole way as an event, and is over at once', async () => {
  const { deps, act, memory, alerts } = await shop();
  const { id } = await testAlerts(deps, 'high', act);
  const [event] = memory.rows().flatMap(({ event }) => (event ? [event] : []));
  expect(event).toMatchObject({
    type: 'alert.opened',
    data: { alertId: id, rule: 'test_alert', severity: 'high' },
  });
  expect((await alerts.listActive()).map(({ rule }) => rule)).toEqual(['site_over_http']);
  expect((await alerts.list({ limit: 10 })).alerts.map((alert) => alert.id)).toContain(id);
});

describe('planned work', () => {
  test('begins now where nothing else is said, and is in the audit trail', async () => {
    const { deps, act, alerts, entries } = await shop();
    const until = inHours(act.now, 3);
    await planMaintenance(deps, { until, reason: 'New keys.' }, act);
    expect(await alerts.maintenance()).toEqual({
      from: act.now.toISOString(),
      until,
      reason: 'New keys.',
      plannedBy: 'person:user-admin',
    });
    expect(entries()).toEqual([
      expect.objectContaining({ action: 'alerts.maintenance_planned', reason: 'New keys.' }),
    ]);
  });

  test('ends at once with an end that is past', async () => {
    const { deps, act } = await shop();
    const until = inHours(act.now, -1);
    const { from } = await planMaintenance(deps, { until, reason: 'Done.' }, act);
    expect(from).toBe(until);
  });

  test.each([
    ['more than three days', 0, 72.1],
    ['an end before its beginning', 3, 2],
  ])('does not take %s', async (_, from, until) => {
    const { deps, act } = await shop();
    const wish = { from: inHours(act.now, from), until: inHours(act.now, until), reason: 'x' };
    await expect(planMaintenance(deps, wish, act)).rejects.toThrow(InvalidRequestError);
  });
});
