import type { OutgoingMail } from '#domain/messages/mail-sender';
import { notifyOfUsage } from '#domain/messages/notify-of-usage';
import type { Meter } from '#domain/usage/usage-event';
import { composeMime } from '#messaging/compose-mime';
import { writtenBytes } from '#messaging/templates/written-bytes';
import { usageLetters } from '#messaging/usage-letters';
import { SettableClock } from '#test/clock';
import { aCustomer, aProject, somePlans } from '#test/customers';
import { MemoryCustomerStore } from '#test/memory-customer-store';
import { MemoryCounters } from '#test/memory-limits';
import { MemoryProjectStore } from '#test/memory-project-store';
import { sendingWith } from '#test/messages';
import type { Brand } from '#vocabulary/brand';
import type { Fact } from '#vocabulary/events';
import { readMime } from './read-mime.ts';

const brand = {
  name: 'Atelier Lumière',
  primaryColor: '#0b5563',
  supportEmail: 'aide@atelier.example',
  billingUrl: 'https://pay.example/billing',
};

function setup(
  changes: Parameters<typeof aCustomer>[0] = {},
  projectCount = 2,
  ownBrand: Brand = brand,
) {
  const clock = new SettableClock('2026-11-21T12:00:00.000Z');
  const customer = aCustomer(changes);
  const customers = new MemoryCustomerStore();
  customers.rows.set(customer.id, customer);
  const projects = new MemoryProjectStore(customers);
  const counters = new MemoryCounters();
  for (let n = 1; n <= projectCount; n++) {
    const id = `prj_${n}`;
    projects.rows.set(id, aProject({ id, customerId: customer.id, name: `Site <${n}>` }));
    const key = { customerId: customer.id, projectId: id, day: '2026-11-21' as const, events: 1 };
    counters.set({ ...key, meter: 'traffic', bytes: n * 1e9 });
    counters.set({ ...key, meter: 'storage', bytes: n * 1e6, measuredAt: '2026-11-21T04:00:00Z' });
  }
  const sent: OutgoingMail[] = [];
  const deps = {
    customers,
    projects,
    counters,
    plans: somePlans,
    ...sendingWith(clock.now),
    mails: {
      async send(mail: OutgoingMail) {
        sent.push(mail);
      },
    },
    letters: usageLetters({
      brand: ownBrand,
      from: 'bonjour@atelier.example',
      now: clock.now,
    }),
  };
  const event = (data: Record<string, string> = {}): Fact<'usage.threshold_crossed'> => ({
    id: 'evt_1',
    type: 'usage.threshold_crossed',
    occurredAt: '2026-11-21T12:00:00.000Z',
    requestId: 'request-1',
    data: {
      customerId: customer.id,
      meter: 'traffic',
      month: '2026-11',
      threshold: '80',
      percent: '82',
      bytes: '4100000000',
      limitBytes: '5000000000',
      ...data,
    },
  });
  const tell = async (data: Record<string, string> = {}) => {
    await notifyOfUsage(deps, event(data));
    return sent.at(-1)!;
  };
  return { deps, customer, event, tell, sent };
}

describe('the warning', () => {
  test('says in French how much is used, by which project, and how to get more', async () => {
    const { tell, customer } = setup();
    const mail = await tell();
    expect(mail).toMatchObject({ to: customer.email, replyTo: brand.supportEmail });
    expect(mail.subject).toBe(
      'Votre trafic\u00a0: 80\u00a0% de la limite utilisés (novembre 2026)',
    );
    for (const fact of [
      'Utilisé\u00a0: 4,1\u00a0Go',
      'Limite\u00a0: 5\u00a0Go',
      'Site <2>\u00a0: 2\u00a0Go\nSite <1>\u00a0: 1\u00a0Go',
      'Passer à Pro\nhttps://pay.example/billing',
      'vos projets peuvent être interrompus',
    ])
      expect(mail.text).toContain(fact);
    expect(mail.html).not.toContain('Site <2>');
  });

  test('is in English for a customer with that language', async () => {
    const mail = await setup({ locale: 'en' }).tell({ threshold: '95', bytes: '4750000000' });
    expect(mail.subject).toBe('Your traffic: 95% of the limit used (November 2026)');
    expect(mail.text).toContain('Used: 4.75\u00a0GB');
    expect(mail.text).toContain('Upgrade to Pro\nhttps://pay.example/billing');
  });

  test('says to a customer with overage that nothing stops, and names no larger plan if there is none', async () => {
    const { tell } = setup({ planId: 'pay_as_you_go' });
    const mail = await tell({ threshold: '100', limitBytes: '10000000000', bytes: '10100000000' });
    expect(mail.text).toContain('Rien ne s’arrête');
    expect(mail.text).toContain('Voir ma consommation\nhttps://pay.example/billing');
    expect(mail.text).not.toContain('Passer à');
  });

  test('lists the ten largest of many projects, and the rest as a sum', async () => {
    const { tell } = setup({}, 12);
    const { text } = await tell();
    expect(text).toContain('Site <12>');
    expect(text).not.toContain('Site <2>');
    expect(text).toContain('Autres projets\u00a0: 3\u00a0Go');
  });

  const cases = (['traffic', 'storage'] as Meter[]).flatMap((meter) =>
    ['80', '95', '100'].flatMap((threshold) =>
      (['fr', 'en'] as const).map((locale) => [meter, threshold, locale] as const),
    ),
  );

  test.each(cases)('about %s at %s %% is correct in %s', async (meter, threshold, locale) => {
    const { tell } = setup({ locale });
    const mail = await tell({ meter, threshold });
    expect(mail.subject).toContain(threshold);
    expect(mail.text).not.toMatch(/undefined|NaN|null|\[object/);
    const { text, html } = await readMime(await composeMime(mail));
    expect(text).toContain('Pro');
    expect(html).toContain('https://pay.example/billing');
  });

  test('has a button only if a page for it is configured [C12]', async () => {
    const { billingUrl: _, ...plainBrand } = brand;
    const mail = await setup({}, 2, plainBrand).tell();
    expect(mail.html).not.toContain('href="http');
    expect(mail.text).not.toContain('http');
    expect(mail.text).toContain('La formule Pro en comprend davantage');
  });

  test('is sent once, even if it is delivered twice', async () => {
    const { tell, sent } = setup();
    await tell();
    await tell();
    expect(sent).toHaveLength(1);
  });

  test('is not sent to an archived customer', async () => {
    const { deps, event, sent } = setup({ archivedAt: '2026-11-21T11:00:00.000Z' });
    expect(await notifyOfUsage(deps, event())).toEqual({ receivers: [] });
    expect(sent).toEqual([]);
  });

  test('about a customer that is not stored, or an unknown threshold, is retried', async () => {
    const { deps, event } = setup();
    const nobody = notifyOfUsage(deps, event({ customerId: 'cus_nobody' }));
    await expect(nobody).rejects.toThrow('stored');
    await expect(notifyOfUsage(deps, event({ threshold: '42' }))).rejects.toThrow('threshold');
  });
});

test.each([
  [0, 'fr', '0 octets'],
  [999, 'en', '999 bytes'],
  [4_999_999_999, 'fr', '4,99 Go'],
  [100e6, 'fr', '100 Mo'],
  [1_234_567, 'en', '1.23 MB'],
  [9_007_199_254_740_991, 'en', '9,007.19 TB'],
] as const)('%d bytes in %s are written %s', (bytes, locale, written) => {
  expect(writtenBytes(bytes, locale).replaceAll('\u00a0', ' ')).toBe(written);
});
