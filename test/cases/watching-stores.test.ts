import { randomUUID } from 'node:crypto';
import { refundedEntry } from '#domain/ledger/ledger-entry';
import type { MailFact } from '#domain/messages/fate';
import { mailboxNames } from '#domain/messages/mailbox-name';
import type { EventMessage, Subject } from '#domain/messages/message';
import type { MessageFilter } from '#domain/messages/message-store';
import { standingAfter } from '#domain/messages/suppression';
import { money } from '#domain/money';
import type { Refund } from '#domain/refunds/refund';
import { AskedPayments } from '#stores/asked-payments';
import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoFateStore } from '#stores/fate-store';
import { keys } from '#stores/keys';
import { MailboxStandings } from '#stores/mailbox-standings';
import { DynamoMessageList } from '#stores/message-list';
import { DynamoMessageStore } from '#stores/message-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { ledgerWrite } from '#stores/payment-writes';
import { anAuditEntry } from '#test/audits';
import { SettableClock } from '#test/clock';
import { aTable } from '#test/contract-table';
import { aMessage, sentToBuyer } from '#test/messages';
import { aCompletedPayment, aPayment, paymentIdOf } from '#test/payments';

const clock = new SettableClock('2026-11-28T10:00:00.000Z');
const created = aTable();

async function mailStores() {
  const { table } = await created;
  const named = async (address: string) => mailboxNames(address, ['key']);
  const list = new DynamoMessageList(table);
  const found = async (subject: Subject, filter: MessageFilter = {}) =>
    (await list.list(subject, filter, { limit: 10 })).messages.map(({ eventId }) => eventId);
  return {
    messages: new DynamoMessageStore(table, clock.now),
    fates: new DynamoFateStore(table, new MailboxStandings(table, named, clock.now)),
    payments: new DynamoPaymentStore(table, clock.now),
    list,
    found,
    table,
  };
}

/** A message about these, in the partition of the first that has a name. */
function about(subject: Subject): EventMessage {
  const { customerId, paymentId, invoiceId } = subject;
  const owner = (customerId ?? paymentId ?? invoiceId)!;
  return { ...aMessage({ eventId: `evt_${randomUUID()}`, owner }), subject };
}

const bounced: MailFact = { kind: 'bounced', at: '2026-11-28T10:01:00.000Z', feedbackId: 'f-1' };

test('on a real table mails are found by customer, by payment and by invoice, and by what became of them', async () => {
  const { messages, fates, payments, found } = await mailStores();
  const customerId = `cus_${randomUUID()}`;
  const ofCustomer = paymentIdOf(`mail-${randomUUID()}`);
  const ofNobody = paymentIdOf(`mail-${randomUUID()}`);
  const buyer = { ...aPayment().buyer, customerId };
  await payments.createOrGet(aPayment({ id: ofCustomer, buyer }));
  const [first, second] = [
    about({ customerId, paymentId: ofCustomer }),
    about({ customerId, invoiceId: 'inv_42' }),
  ];
  const guests = about({ paymentId: ofNobody });
  for (const message of [first, second, guests]) {
    await messages.claim(message);
    await messages.markAllSent(message, sentToBuyer());
  }
  expect((await found({ customerId })).toSorted()).toEqual(
    [first.eventId, second.eventId].toSorted(),
  );
  expect(await found({ paymentId: ofCustomer })).toEqual([first.eventId]);
  expect(await found({ paymentId: ofNobody })).toEqual([guests.eventId]);
  expect(await found({ customerId, invoiceId: 'inv_42' })).toEqual([second.eventId]);
  expect(await found({ invoiceId: 'inv_unknown' })).toEqual([]);
  const address = `${randomUUID()}@example.com`;
  const before = await fates.standing(address);
  const key = { ...second, name: 'buyer' };
  const trouble = { key, fact: bounced, address, before, events: [] };
  await fates.addTrouble({ ...trouble, after: standingAfter(before.standing, bounced) });
  expect(await found({ customerId }, { state: 'bounced' })).toEqual([second.eventId]);
  expect(await found({})).toContain(second.eventId);
  expect(await found({})).not.toContain(first.eventId);
});

test('on a real table a mail is sent again once for what is known of its mailbox, with who said so', async () => {
  const { table, fates } = await mailStores();
  const trail = new DynamoAuditTrail(table, clock.now);
  const address = `${randomUUID()}@example.com`;
  const event = (id: string) => ({
    ...{ id, type: 'message.resent' as const, occurredAt: clock.now().toISOString() },
    ...{ requestId: 'request-1', data: { messageId: 'msg_1' } },
  });
  const subject = `msg_${randomUUID()}`;
  const resent = () => ({
    event: event(`evt_${randomUUID()}`) as never,
    audit: anAuditEntry({ subject }),
  });
  expect(await fates.resend(resent())).toBe(true);
  const before = await fates.standing(address);
  const lifting = { address, before, after: { ...before.standing, liftedAt: bounced.at } };
  expect(await fates.resend({ ...resent(), lifting })).toBe(true);
  expect(await fates.resend({ ...resent(), lifting })).toBe(false);
  expect((await fates.standing(address)).standing.liftedAt).toBe(bounced.at);
  const { entries } = await trail.list({ limit: 100 });
  expect(entries.filter((entry) => entry.subject === subject)).toHaveLength(2);
});

test('on a real table the recount reads the payments of its days and their refunds, and none twice', async () => {
  const { table } = await aTable();
  const payments = new DynamoPaymentStore(table, clock.now);
  const ids = Array.from({ length: 103 }, (_, place) =>
    paymentIdOf(`asked-${place}`, '2026-11-27T09:00:00.000Z'),
  );
  const createdAt = '2026-11-27T09:00:00.000Z';
  for (const id of ids) await payments.createOrGet(aPayment({ id, createdAt }));
  await payments.createOrGet(
    aPayment({
      id: paymentIdOf('asked-before', '2026-11-20T09:00:00.000Z'),
      createdAt: '2026-11-20T09:00:00.000Z',
    }),
  );
  const asked = new AskedPayments(table, payments);
  const read: string[] = [];
  for await (const page of asked.askedFor('2026-11-26', '2026-11-27'))
    read.push(...page.map(({ id }) => id));
  expect(read.toSorted()).toEqual(ids.toSorted());
  expect((await asked.of(ids.slice(0, 2))).map(({ id }) => id).toSorted()).toEqual(
    ids.slice(0, 2).toSorted(),
  );
  const payment = aCompletedPayment({ id: ids[0]! });
  const refund: Refund = {
    id: `ref_${randomUUID()}`,
    paymentId: payment.id,
    amount: money(800, 'EUR'),
    reason: 'broken',
    status: 'succeeded',
    requestedBy: 'person:user-admin',
    createdAt,
    updatedAt: createdAt,
  };
  await table.write(ledgerWrite(refundedEntry(payment, refund)));
  await table.write({
    put: { key: keys.invoiceOfPayment(ids[1]!), item: { invoiceId: 'inv_1' } },
  });
  expect([...(await asked.invoiced(ids.slice(0, 3)))]).toEqual([ids[1]]);
  expect(await asked.refundsOf(payment.id)).toMatchObject([{ kind: 'refund', of: refund.id }]);
});
