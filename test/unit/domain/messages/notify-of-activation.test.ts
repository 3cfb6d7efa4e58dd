import { ActivationTokens, hashOfToken } from '#domain/access/activation-token';
import type { StoredActivation } from '#domain/activations/activation-store';
import type { OutgoingMail } from '#domain/messages/mail-sender';
import { type ActivationNews, notifyOfActivation } from '#domain/messages/notify-of-activation';
import { anActivation, someTokens } from '#test/activations';
import { SettableClock } from '#test/clock';
import { aCustomer } from '#test/customers';
import { sendingWith } from '#test/messages';
import { anEvent } from '#test/payments';
import type { Fact } from '#vocabulary/events';

const guest = aCustomer({ id: 'cus_diallo', state: 'inactive', activationVersion: 1 });

function setup(stored: Partial<StoredActivation> = {}, tokens = someTokens) {
  const clock = new SettableClock('2026-11-21T10:00:05.000Z');
  const found: StoredActivation = { activation: anActivation(), customer: guest, ...stored };
  const written: ActivationNews[] = [];
  const sent: OutgoingMail[] = [];
  const deps = {
    ...sendingWith(clock.now),
    mails: { send: async (mail: OutgoingMail) => void sent.push(mail) },
    activations: {
      find: async (hash: string) => (hash === found.activation.tokenHash ? found : undefined),
    },
    tokens: async () => tokens,
    letters: {
      activation: async (news: ActivationNews) => {
        written.push(news);
        return { to: news.link.email } as OutgoingMail;
      },
      addressChange: async (_news: ActivationNews, address: string) =>
        ({ to: address, subject: 'notice' }) as OutgoingMail,
    },
    now: clock.now,
  };
  const event = anEvent({
    type: 'activation.requested',
    data: { customerId: guest.id, version: '1' },
  }) as Fact<'activation.requested'>;
  return { notify: () => notifyOfActivation(deps, event), written, sent };
}

test('the link is derived again and mailed once, however often its event comes', async () => {
  const { notify, written, sent } = setup();
  expect(await notify()).toEqual({ receivers: ['invited'] });
  await notify();
  expect(sent).toEqual([{ to: guest.email }]);
  expect(hashOfToken(written[0]!.token)).toBe(anActivation().tokenHash);
});

test('of a changed address the present one is told too, each once', async () => {
  const member = {
    id: 'mem_1',
    customerId: guest.id,
    email: 'before@example.com',
    role: 'owner' as const,
    addedAt: '2026-11-20T10:00:00.000Z',
    subject: 'awa',
    activationVersion: 1,
  };
  const activation = anActivation({
    purpose: 'email',
    memberId: member.id,
    email: 'new@b.example',
  });
  const { notify, sent } = setup({ activation, member, customer: aCustomer({ id: guest.id }) });
  expect(await notify()).toEqual({ receivers: ['invited', 'present'] });
  await notify();
  expect(sent).toEqual([{ to: 'new@b.example' }, { to: member.email, subject: 'notice' }]);
});

test('a link of before a rotation of the key is still the right one', async () => {
  const rotated = new ActivationTokens(['a newer key for tests', 'a key for tests, long enough']);
  const { notify, written } = setup({}, rotated);
  await notify();
  expect(hashOfToken(written[0]!.token)).toBe(anActivation().tokenHash);
});

test.each<[string, Partial<StoredActivation>]>([
  ['replaced', { customer: { ...guest, activationVersion: 2 } }],
  ['used', { activation: anActivation({ usedAt: '2026-11-21T10:00:04.000Z' }) }],
  ['expired', { activation: anActivation({ expiresAt: '2026-11-21T10:00:05.000Z' }) }],
  ['of a customer who is gone', { customer: undefined }],
  ['of another stage', { activation: anActivation({ tokenHash: 'ab'.repeat(32) }) }],
])('a link that is %s is not mailed', async (_, stored) => {
  const { notify, sent } = setup(stored);
  expect(await notify()).toEqual({ receivers: [] });
  expect(sent).toEqual([]);
});
