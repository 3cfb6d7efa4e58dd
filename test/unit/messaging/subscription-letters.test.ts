import type { OutgoingMail } from '#domain/messages/mail-sender';
import {
  notifyOfSubscription,
  type SubscriptionNews,
} from '#domain/messages/notify-of-subscription';
import { subscriptionLetters } from '#messaging/subscription-letters';
import { anAuditEntry } from '#test/audits';
import { aCustomer, aSubscription, somePlans } from '#test/customers';
import { MemoryCustomerStore } from '#test/memory-customer-store';
import { sendingWith } from '#test/messages';
import { anEvent } from '#test/payments';

const now = () => new Date('2026-11-22T08:00:00Z');

const letters = subscriptionLetters({
  brand: {
    name: 'Atelier Lumière',
    primaryColor: '#0b5563',
    supportEmail: 'aide@atelier.example',
  },
  from: 'bonjour@atelier.example',
  now,
});

/** Ends before midnight in UTC, on the next day in Paris. */
const currentPeriodEnd = '2027-02-28T23:30:00.000Z';

const aPro = (changes: Parameters<typeof aCustomer>[0] = {}) =>
  aCustomer({
    planId: 'pay_as_you_go',
    timeZone: 'Europe/Paris',
    subscription: aSubscription({ currentPeriodEnd }),
    ...changes,
  });

const write = (fact: SubscriptionNews['fact'], changes: Parameters<typeof aCustomer>[0] = {}) =>
  letters.subscription({
    fact,
    event: anEvent({ id: 'evt_1', type: fact }),
    customer: aPro(changes),
    plan: somePlans[1]!,
    currentPeriodEnd,
  });

const facts = [
  'subscription.activated',
  'subscription.renewal_due',
  'subscription.cancelled',
  'subscription.ended',
  'subscription.expired',
] as const;

test.each(facts)(
  '%s is written in French and in English, with the same Message-ID',
  async (fact) => {
    const [french, english] = [await write(fact), await write(fact, { locale: 'en' })];
    expect(french.text).toContain('Bonjour Comptoir Diallo,');
    expect(english.text).toContain('Hello Comptoir Diallo,');
    for (const mail of [french, english]) {
      expect(mail.subject).toContain('Pro');
      expect(mail.to).toBe('aissatou@comptoir-diallo.example');
      expect(mail.messageId).toBe('<evt_1.buyer@atelier.example>');
      expect(mail.text).toContain('Pro');
    }
  },
);

test('a reminder states the day in the customer’s time zone and the price of a month', async () => {
  const french = await write('subscription.renewal_due');
  expect(french.subject).toContain('1er mars 2027');
  expect(french.text).toContain('2\u00a0000');
  const english = await write('subscription.renewal_due', { timeZone: 'Africa/Abidjan' });
  expect(english.subject).toContain('28 février 2027');
});

test('a cancellation states until when the plan is kept, and no price', async () => {
  const { text } = await write('subscription.cancelled');
  expect(text).toContain('jusqu’au 1er mars 2027');
  expect(text).not.toContain('2\u00a0000');
});

test('a name with line breaks adds no lines', async () => {
  const mail = await write('subscription.ended', { name: 'Diallo\r\nBcc: all@example.com' });
  expect(mail.text).not.toMatch(/^Bcc:/m);
});

describe('the mail about a plan', () => {
  async function setup(changes: Parameters<typeof aCustomer>[0] = {}) {
    const customers = new MemoryCustomerStore();
    const { id } = await customers.createOrGet(aPro(changes), anAuditEntry());
    const sent: OutgoingMail[] = [];
    const send = async (mail: OutgoingMail) => {
      sent.push(mail);
    };
    const deps = { customers, plans: somePlans, letters, ...sendingWith(now), mails: { send } };
    const tell = (type: SubscriptionNews['fact'], data: object = {}) =>
      notifyOfSubscription(
        deps,
        anEvent({
          type,
          data: { customerId: id, planId: 'pay_as_you_go', currentPeriodEnd, ...data },
        }),
      );
    return { tell, sent };
  }

  test('is sent once for an event', async () => {
    const { tell, sent } = await setup();
    for (let time = 0; time < 3; time++) await tell('subscription.activated');
    expect(sent).toHaveLength(1);
  });

  test('does not remind a customer who has cancelled since', async () => {
    const { tell } = await setup({ subscription: aSubscription({ currentPeriodEnd }) });
    expect(await tell('subscription.renewal_due')).toEqual({ receivers: ['customer'] });
    const cancelled = aSubscription({ currentPeriodEnd, endsAtPeriodEnd: true });
    const other = await setup({ subscription: cancelled });
    expect(await other.tell('subscription.renewal_due')).toEqual({ receivers: [] });
  });

  test('is not sent to a customer who has paid since', async () => {
    const subscription = aSubscription({ currentPeriodEnd: '2027-03-31T10:00:00.000Z' });
    const { tell, sent } = await setup({ subscription });
    expect(await tell('subscription.renewal_due')).toEqual({ receivers: [] });
    expect(sent).toEqual([]);
  });

  test('of a customer that is not stored is retried', async () => {
    const { tell } = await setup();
    await expect(tell('subscription.ended', { customerId: 'cus_nobody' })).rejects.toThrow();
  });
});
