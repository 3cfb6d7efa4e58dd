import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AlertWatch } from '#domain/monitoring/alert';
import { DynamoAlertStore } from '#stores/alert-store';
import { anAlert, anAlertWatch } from '#test/alerts';

import { api, control, eventually, logLines, mails, token } from '#test/cloud';
import { expectProblem } from '#test/problems';
import { itemsOfTable, mainTable } from '#test/table';
import { runSchedule } from '#test/trouble';

const store = new DynamoAlertStore(await mainTable());

/** Slots of this file alone: others may judge the present. */
const start = Date.now() - 12 * 3_600_000 + Math.floor(Math.random() * 3_600_000);

const evaluateAfter = (minutes: number) =>
  runSchedule('evaluate-alerts', new Date(start + minutes * 60_000));

const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();

/** Something that a rule found earlier, and of which none speaks any more. */
async function anOpenAlert(changes: Partial<AlertWatch> = {}) {
  const key = { rule: 'site_over_http' as const, dimension: randomUUID() };
  const alert = anAlert({
    ...{
      ...key,
      id: `alt_${randomUUID().replaceAll('-', '')}`,
      openedAt: at(-20),
      rungAt: at(-20),
    },
    history: [{ at: at(-20), what: 'opened', severity: 'high' }],
  });
  const watch = anAlertWatch({ ...key, alert, evaluatedAt: at(-15), ...changes });
  expect(await store.save({ watch })).toBe('saved');
  return { key, alert };
}

const eventsAbout = async (alertId: string): Promise<string[]> =>
  (await itemsOfTable()).flatMap(({ event }) =>
    event?.data?.alertId === alertId ? [event.type] : [],
  );

test('an alert whose trouble is over resolves after a quarter of an hour, and is told once', async () => {
  const { key, alert } = await anOpenAlert();
  await evaluateAfter(5);
  await evaluateAfter(5);
  await evaluateAfter(10);
  expect((await store.find(key))?.alert?.state).toBe('open');
  await evaluateAfter(15);
  expect((await store.find(key))?.alert?.state).toBe('resolved');
  expect(await eventsAbout(alert.id)).toEqual(['alert.resolved']);
  const told = await eventually(async () => {
    const found = await mails({ about: alert.id });
    return found.length > 0 && found;
  });
  expect(told).toHaveLength(1);
  expect(told[0]!.subject).toMatch(/^Alerte terminée/);
});

describe('an admin', () => {
  const ask = async (method: string, path: string, body?: object) =>
    api(method, `/v1/admin/alerts${path}`, { body, headers: await token({ role: 'admin' }) });

  test('sees alerts with their numbers, and says who looks after one: it rings no more', async () => {
    const { key, alert } = await anOpenAlert();
    const answered = await eventually(async () => {
      const reply = await ask('POST', `/${alert.id}/ack`, { note: 'Asked Stripe.' });
      return reply.status === 200 && reply.body;
    });
    expect(answered).toMatchObject({
      id: alert.id,
      state: 'acknowledged',
      impact: { en: expect.stringContaining('encryption') },
      acknowledgement: { by: expect.stringMatching(/^person:/), note: 'Asked Stripe.' },
    });
    const { body } = await ask('GET', '?state=acknowledged&limit=100');
    expect(body.data).toContainEqual(answered);
    for (const minutes of [25, 30, 35]) await evaluateAfter(minutes);
    expect((await store.find(key))?.alert?.state).toBe('resolved');
    const late = await ask('POST', `/${alert.id}/ack`, { note: 'Too late.' });
    expectProblem(late, 409, 'alert_resolved');
    expectProblem(await ask('POST', '/-/ack', { note: 'What?' }), 404, 'alert_not_found');
  });

  test('tests the whole way with one mail', async () => {
    const { status, body } = await ask('POST', '/test', { severity: 'medium' });
    expect(status).toBe(201);
    const told = await eventually(async () => {
      const found = await mails({ about: body.id });
      return found.length > 0 && found;
    });
    expect(told).toHaveLength(1);
    expect(told[0]!.subject).toContain('Ceci est un essai');

    // Without a chat in the configuration, nothing is posted and nothing fails.
    await eventually(async () =>
      (await logLines('alerts/post-alert')).some(
        (line) => line.includes(body.id) && line.includes('alert posted'),
      ),
    );

    const as = async (method: string, path: string) =>
      api(method, `/v1/admin/notices${path}`, { headers: await token({ role: 'admin' }) });
    const unread = async () =>
      (await as('GET', '?unread=true&limit=100')).body.data.find(
        ({ about }: { about: { alertId?: string } }) => about.alertId === body.id,
      );
    const notice = await eventually(unread);
    expect(notice).toMatchObject({ type: 'alert.opened', priority: 'medium', read: false });
    expect((await as('POST', `/${notice.id}/read`)).body).toEqual({ ...notice, read: true });
    expect((await as('GET', '?limit=100')).body.data).toContainEqual({ ...notice, read: true });
  });

  test('plans work on the shop', async () => {
    const until = '2026-11-21T00:00:00.000Z';
    const { status, body } = await ask('PUT', '/maintenance', { until, reason: 'New keys.' });
    expect([status, body.until, body.reason]).toEqual([200, until, 'New keys.']);
  });
});

test('an alarm of CloudWatch is in the log, and is not mailed twice', async () => {
  const event = JSON.parse(readFileSync('events/monitoring.note-alarm.json', 'utf8'));
  const name = `alarm-${randomUUID()}`;
  const [{ Sns }] = event.Records;
  const tell = async (changes: object) => {
    Sns.Message = JSON.stringify({ ...JSON.parse(Sns.Message), AlarmName: name, ...changes });
    await control('POST', '/functions/monitoring/note-alarm/invoke', event);
  };
  const at = (msAgo: number) => ({ StateChangeTime: new Date(Date.now() - msAgo).toISOString() });
  await tell(at(2_000));
  const alert = (await store.find({ rule: 'cloudwatch_alarm', dimension: name }))?.alert;
  expect(alert).toMatchObject({ state: 'open', severity: 'high' });
  await tell({ NewStateValue: 'OK', ...at(1_000) });
  expect(await eventsAbout(alert!.id)).toEqual(
    expect.arrayContaining(['alert.opened', 'alert.resolved']),
  );
  expect(await mails({ about: alert!.id })).toEqual([]);
});
