import type { OutgoingMail } from '#domain/messages/mail-sender';
import { notifyOfAlert } from '#domain/messages/notify-of-alert';
import type { Locale } from '#domain/money';
import type { Alert, AlertFact } from '#domain/monitoring/alert';
import { explain } from '#domain/monitoring/explain-alert';
import { rules } from '#domain/monitoring/rules/index';
import { alertLetters } from '#messaging/alert-letters';
import { anAlert, anAlertEvent } from '#test/alerts';
import { SettableClock } from '#test/clock';
import { sendingWith } from '#test/messages';

const admin = 'admin@shop.example';
const others = ['head@shop.example', admin];

function shop(stored: Alert | undefined, locale: Locale = 'fr') {
  const clock = new SettableClock('2026-11-21T10:00:10.000Z');
  const sent: OutgoingMail[] = [];
  const deps = {
    ...sendingWith(clock.now),
    mails: { send: async (mail: OutgoingMail) => void sent.push(mail) },
    alerts: { findAlert: async () => stored },
    alerted: { admin, everybody: others },
    letters: alertLetters({
      brand: { name: 'Péage', primaryColor: '#1f5f4a', supportEmail: 'hello@shop.example' },
      from: 'shop@shop.example',
      now: clock.now,
      admin: { address: admin, locale },
      timeZone: 'Europe/Paris',
    }),
  };
  return { sent, hear: (event: AlertFact) => notifyOfAlert(deps, event) };
}

const because = (why: AlertFact['data']['because'], changes: Partial<AlertFact['data']> = {}) =>
  anAlertEvent({
    id: `evt_${why}`,
    type: why === 'opened' ? 'alert.opened' : 'alert.escalated',
    data: { ...anAlertEvent().data, because: why, ...changes },
  });

test('an alert is mailed once to the admin, with what is wrong, its numbers and what to do', async () => {
  const { sent, hear } = shop(anAlert());
  await hear(because('opened'));
  await hear(because('opened'));
  expect(sent.map(({ to }) => to)).toEqual([admin]);
  expect(sent[0]!.subject).toBe(
    'Nouvelle alerte (haute)\u00a0: Une page de la boutique s’ouvre sans chiffrement : ce que l’acheteur tape peut être lu.',
  );
  for (const told of [
    'overHttp: 1',
    'http://old.example',
    'docs/runbook.md#alert-site-over-http',
    'alt_01',
    '21 novembre 2026 à 11:00',
  ])
    expect(sent[0]!.text).toContain(told);
});

test('in English for an English admin', async () => {
  const { sent, hear } = shop(anAlert(), 'en');
  await hear(because('worse'));
  expect(sent[0]!.subject).toBe(
    'An alert got worse (high): A page of the shop opens without encryption: what buyers type can be read.',
  );
});

test('what nobody answers for an hour is mailed to everybody, each once', async () => {
  const { sent, hear } = shop(anAlert());
  expect(await hear(because('still_unanswered'))).toEqual({ receivers: ['admin', 'admin-2'] });
  expect(sent.map(({ to }) => to).sort()).toEqual([admin, 'head@shop.example']);
  expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(2);
});

test('what CloudWatch has mailed itself is mailed only if nobody answers', async () => {
  const evidence = { impact: 'Callers get server errors.', runbook: 'server-errors' };
  const { sent, hear } = shop(anAlert({ rule: 'cloudwatch_alarm', evidence }), 'en');
  await hear(because('opened', { rule: 'cloudwatch_alarm' }));
  expect(sent).toEqual([]);
  await hear(because('unanswered', { rule: 'cloudwatch_alarm' }));
  expect(sent[0]!.subject).toContain('Callers get server errors.');
  expect(sent[0]!.text).toContain('docs/runbook.md#server-errors');
});

test('an endpoint that fails rings once: its own mail says which one it is', async () => {
  const { sent, hear } = shop(anAlert({ rule: 'webhook_endpoint_failing' }), 'en');
  await hear(because('opened', { rule: 'webhook_endpoint_failing' }));
  expect(sent).toEqual([]);
});

test('an event about an alert that is not stored is repeated', async () => {
  await expect(shop(undefined).hear(because('opened'))).rejects.toThrow('that is stored');
});

test('every rule, and the test of the alerts, says what users lose', () => {
  for (const { name, impact } of rules)
    expect(explain({ rule: name, evidence: {} }).impact).toEqual(impact);
  expect(explain({ rule: 'test_alert', evidence: {} }).impact.en).toContain('test');
});
