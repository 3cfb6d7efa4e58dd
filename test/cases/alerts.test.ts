import { randomUUID } from 'node:crypto';
import type { AlertWatch } from '#domain/monitoring/alert';
import { DynamoAlertStore } from '#stores/alert-store';
import { anAlert, anAlertWatch } from '#test/alerts';

import { eventually, mails } from '#test/cloud';
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
    ...{ ...key, id: `alt_${randomUUID()}`, openedAt: at(-20), rungAt: at(-20) },
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
