import type { OutgoingMail } from '#domain/messages/mail-sender';
import { type EndpointFact, notifyOfEndpoint } from '#domain/messages/notify-of-endpoint';
import type { Locale } from '#domain/money';
import type { WebhookEndpoint } from '#domain/webhooks/endpoint';
import { endpointLetters } from '#messaging/endpoint-letters';
import { SettableClock } from '#test/clock';
import { sendingWith } from '#test/messages';
import { anEndpoint } from '#test/webhooks';

const admin = 'admin@shop.example';
const at = '2026-11-21T10:00:00.000Z';

function shop(stored: WebhookEndpoint | undefined, locale: Locale = 'fr') {
  const clock = new SettableClock(at);
  const sent: OutgoingMail[] = [];
  const deps = {
    ...sendingWith(clock.now),
    mails: { send: async (mail: OutgoingMail) => void sent.push(mail) },
    endpoints: { find: async () => stored },
    letters: endpointLetters({
      brand: { name: 'Péage', primaryColor: '#1f5f4a', supportEmail: 'hello@shop.example' },
      from: 'shop@shop.example',
      now: clock.now,
      admin: { address: admin, locale },
      timeZone: 'Europe/Paris',
    }),
  };
  return { sent, hear: (event: EndpointFact) => notifyOfEndpoint(deps, event) };
}

const head = { id: 'evt_1', occurredAt: at, requestId: 'request-1' };
const failing: EndpointFact = {
  ...head,
  type: 'webhook_endpoint.failing',
  data: { endpointId: 'we_1', hours: '24' },
};
const disabled = (reason: 'failing' | 'gone'): EndpointFact => ({
  ...head,
  type: 'webhook_endpoint.disabled',
  data: { endpointId: 'we_1', reason },
});
const broken = anEndpoint({
  id: 'we_1',
  url: 'https://warehouse.example/hooks/secret-path',
  description: 'Entrepôt de Lyon',
  failing: { since: '2026-11-20T10:00:00.000Z', attempts: 17, events: ['evt_0'], isBroken: true },
});

test('an endpoint that fails is told once to the admin: since when, and what happens next', async () => {
  const { sent, hear } = shop(broken);
  await hear(failing);
  await hear(failing);
  expect(sent.map(({ to }) => to)).toEqual([admin]);
  expect(sent[0]!.subject).toBe('Webhooks : warehouse.example ne répond pas correctement');
  for (const told of ['20 novembre 2026', '11:00', '17', 'Entrepôt de Lyon', 'we_1', 'cinq jours'])
    expect(sent[0]!.text).toContain(told);
});

test('the address itself stays out of the mail: it may hold a secret', async () => {
  const { sent, hear } = shop(broken);
  await hear(failing);
  expect(JSON.stringify(sent)).not.toContain('secret-path');
});

test.each([
  ['fr', 'failing', 'depuis cinq jours'],
  ['fr', 'gone', '410 Gone'],
  ['en', 'failing', 'for five days'],
  ['en', 'gone', '410 Gone'],
] as const)(
  'in %s, an endpoint that is disabled (%s) is told, and how to go on',
  async (locale, reason, said) => {
    const { sent, hear } = shop(broken, locale);
    await hear(disabled(reason));
    expect(sent[0]!.subject).toContain(locale === 'fr' ? 'désactivé' : 'is disabled');
    expect(sent[0]!.text).toContain(said);
    expect(sent[0]!.text).toContain(locale === 'fr' ? 'événement de test' : 'test event');
  },
);

test('of an endpoint that was removed nobody is told', async () => {
  const { sent, hear } = shop(undefined);
  await hear(failing);
  expect(sent).toEqual([]);
});
