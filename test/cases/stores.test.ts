import { randomBytes } from 'node:crypto';
import { type AttributeValue, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { newId } from '#domain/ids';
import { mailboxNames } from '#domain/messages/mailbox-name';
import { DynamoAdminNoteStore } from '#stores/admin-note-store';
import { DynamoAlertStore } from '#stores/alert-store';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoAuditTrail } from '#stores/audit-trail';
import { DynamoBusinessStore } from '#stores/business-store';
import { DynamoCounterStore } from '#stores/counter-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoFateStore } from '#stores/fate-store';
import { DynamoGuestCustomers, guestCustomerWrites } from '#stores/guest-customers';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { DynamoInbox } from '#stores/inbox';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { keys } from '#stores/keys';
import { MailboxStandings } from '#stores/mailbox-standings';
import { DynamoMemberStore } from '#stores/member-store';
import { DynamoMemberships } from '#stores/memberships';
import { DynamoMessageStore } from '#stores/message-store';
import { DynamoNoticeStore } from '#stores/notice-store';
import { DynamoOrderStore } from '#stores/order-store';
import { eventOf } from '#stores/outbox';
import { DynamoPaidLater } from '#stores/paid-later';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoPlatformStore } from '#stores/platform-store';
import { DynamoProductStore } from '#stores/product-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoReadingPositions } from '#stores/reading-positions';
import { DynamoRefundStore } from '#stores/refund-store';
import { DynamoStandingStore } from '#stores/standing-store';
import { DynamoSubscriptionStore } from '#stores/subscription-store';
import { DynamoSwitchStore } from '#stores/switch-store';
import { DynamoTroubleStore } from '#stores/trouble-store';
import { DynamoCounterBooks, DynamoPeriodStore } from '#stores/usage/period-store';
import { usageKeys } from '#stores/usage/usage-keys';
import { aTable, client } from '#test/contract-table';
import { shelvedBooks } from '#test/shelved-books';
import { describeAdminNoteStore } from '../contracts/admin-note-store.ts';
import { describeAlertStore } from '../contracts/alert-store.ts';
import { describeApiKeyStore } from '../contracts/api-key-store.ts';
import { describeAuditTrail } from '../contracts/audit-trail.ts';
import { describeBackfill } from '../contracts/backfill.ts';
import { describeBookReader } from '../contracts/book-reader.ts';
import { describeBusinessStore } from '../contracts/business-store.ts';
import { describeCounterBooks } from '../contracts/counter-books.ts';
import { describeCounterStore } from '../contracts/counter-store.ts';
import { describeCustomerStore } from '../contracts/customer-store.ts';
import { describeFateStore } from '../contracts/fate-store.ts';
import { describeGuestCustomers } from '../contracts/guest-customers.ts';
import { describeIdempotencyStore } from '../contracts/idempotency-store.ts';
import { describeInbox } from '../contracts/inbox.ts';
import { describeInvoiceStore } from '../contracts/invoice-store.ts';
import { describeMemberStore } from '../contracts/member-store.ts';
import { describeMemberships } from '../contracts/memberships.ts';
import { describeMessageStore } from '../contracts/message-store.ts';
import { describeNoticeStore } from '../contracts/notice-store.ts';
import { describeOrderStore } from '../contracts/order-store.ts';
import { describePaidLater } from '../contracts/paid-later.ts';
import { describePaymentStore } from '../contracts/payment-store.ts';
import { describePeriodStore } from '../contracts/period-store.ts';
import { describePlatformStore } from '../contracts/platform-store.ts';
import { describeProductStore } from '../contracts/product-store.ts';
import { describeProjectStore } from '../contracts/project-store.ts';
import { describeReadingPositions } from '../contracts/reading-positions.ts';
import { describeRefundStore } from '../contracts/refund-store.ts';
import { describeStandingStore } from '../contracts/standing-store.ts';
import { describeSubscriptionStore } from '../contracts/subscription-store.ts';
import { describeSwitchStore } from '../contracts/switch-store.ts';
import { describeTroubleStore } from '../contracts/trouble-store.ts';

const names = aTable();
const table = names.then((created) => created.table);

/** Whichever item carries it; an answer of a scan ends at a megabyte. */
const findEvent = async (id: string) => {
  const TableName = (await names).name;
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName,
        ExclusiveStartKey,
        FilterExpression: 'event.id = :id',
        ExpressionAttributeValues: { ':id': { S: id } },
      }),
    );
    if (Items[0]) return eventOf(unmarshall(Items[0]));
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return undefined;
};

const findLedgerEntry = async (paymentId: string, name: string) =>
  (await (await table).get(keys.ledgerEntry(paymentId, name))) as never;

describePaymentStore('the store in DynamoDB', async (now) => ({
  store: new DynamoPaymentStore(await table, now),
  refunds: new DynamoRefundStore(await table),
  findEvent,
  findLedgerEntry,
}));

describePaidLater('the store in DynamoDB', async () => ({
  invoices: new DynamoInvoiceStore(await table),
  paid: new DynamoPaidLater(await table),
}));

describePlatformStore('the store in DynamoDB', async () => ({
  store: new DynamoPlatformStore(await table),
  findEvent,
}));

describeRefundStore('the store in DynamoDB', async (now) => ({
  payments: new DynamoPaymentStore(await table, now),
  refunds: new DynamoRefundStore(await table),
  audit: new DynamoAuditTrail(await table, now),
  findEvent,
  findLedgerEntry,
}));

describeBookReader('a table of DynamoDB', async () => shelvedBooks(await table));

describeInvoiceStore('the store in DynamoDB', async () => ({
  payments: new DynamoPaymentStore(await table, () => new Date()),
  invoices: new DynamoInvoiceStore(await table),
  findEvent,
}));

describeStandingStore('the store in DynamoDB', async () => ({
  invoices: new DynamoInvoiceStore(await table),
  standings: new DynamoStandingStore(await table),
  findEvent,
  async audited(id) {
    const trail = new DynamoAuditTrail(await table, () => new Date());
    const { entries } = await trail.list({ limit: 1_000 });
    return entries.filter(({ subject }) => subject === id);
  },
}));

describeIdempotencyStore(
  'the store in DynamoDB',
  async (now) => new DynamoIdempotencyStore(await table, now),
);

describeMessageStore(
  'the store in DynamoDB',
  async (now) => new DynamoMessageStore(await table, now),
);

describeBusinessStore('DynamoDB', async () => new DynamoBusinessStore((await aTable()).table));

describeCounterStore(
  'the store in DynamoDB',
  async (now) => new DynamoCounterStore((await aTable()).table, now),
);

describeFateStore('the store in DynamoDB', async (now) => {
  const mailboxes = new MailboxStandings(
    await table,
    async (address) => mailboxNames(address, ['key', 'key of before']),
    now,
  );
  return {
    messages: new DynamoMessageStore(await table, now),
    fates: new DynamoFateStore(await table, mailboxes),
    mailboxes,
    findEvent,
  };
});

describeAdminNoteStore(
  'the store in DynamoDB',
  async () => new DynamoAdminNoteStore(await table, () => new Date()),
);

test('the largest configurable number of notes an hour costs one write unit', async () => {
  const store = new DynamoAdminNoteStore(await table, () => new Date());
  const hour = '2026-11-21T10';
  const ids = Array.from({ length: 30 }, () => newId('evt', new Date(), randomBytes(10)));
  for (const eventId of ids) await store.takePlace({ hour, eventId }, 30);
  await store.claimDigest({ hour, eventId: newId('evt', new Date(), randomBytes(10)) });
  const { ConsumedCapacity } = await client.send(
    new UpdateItemCommand({
      TableName: (await names).name,
      Key: marshall(keys.notesOf(hour)),
      UpdateExpression: 'SET #ttl = :ttl',
      ExpressionAttributeNames: { '#ttl': 'ttl' },
      ExpressionAttributeValues: marshall({ ':ttl': 1_800_000_000 }),
      ReturnConsumedCapacity: 'TOTAL',
    }),
  );
  expect(ConsumedCapacity?.CapacityUnits).toBe(1);
});

describeApiKeyStore('the store in DynamoDB', async (now) => ({
  store: new DynamoApiKeyStore(await table),
  audit: new DynamoAuditTrail(await table, now),
}));

describeSwitchStore('the store in DynamoDB', async (now) => ({
  store: new DynamoSwitchStore(await table),
  audit: new DynamoAuditTrail(await table, now),
}));

describeCustomerStore('the store in DynamoDB', async (now) => ({
  customers: new DynamoCustomerStore(await table),
  audit: new DynamoAuditTrail(await table, now),
  findEvent,
}));

describeGuestCustomers('DynamoDB', async () => ({
  guests: new DynamoGuestCustomers(await table),
  members: new DynamoMemberStore(await table),
  customers: new DynamoCustomerStore(await table),
  save: async (write) =>
    (await (await table).writeTogether(guestCustomerWrites(write))) ? 'stale' : 'saved',
  findEvent,
}));

describeOrderStore('the store in DynamoDB', async (now) => ({
  orders: new DynamoOrderStore(await table, now),
  audit: new DynamoAuditTrail(await table, now),
  findEvent,
}));

describeProductStore('the store in DynamoDB', async (now) => ({
  products: new DynamoProductStore(await table),
  audit: new DynamoAuditTrail(await table, now),
}));

describeProjectStore('the store in DynamoDB', async (now) => ({
  projects: new DynamoProjectStore(await table),
  customers: new DynamoCustomerStore(await table),
  audit: new DynamoAuditTrail(await table, now),
}));

describeMemberStore('the store in DynamoDB', async () => ({
  members: new DynamoMemberStore(await table),
  customers: new DynamoCustomerStore(await table),
}));

describeMemberships('DynamoDB', async () => ({
  members: new DynamoMemberStore(await table),
  customers: new DynamoCustomerStore(await table),
  memberships: new DynamoMemberships(await table),
}));

describeSubscriptionStore('the store in DynamoDB', async () => ({
  subscriptions: new DynamoSubscriptionStore(await table),
  customers: new DynamoCustomerStore(await table),
  findEvent,
}));

describeAuditTrail('the trail in DynamoDB', async (now) => new DynamoAuditTrail(await table, now));

describeInbox('the inbox in DynamoDB', async (now) => ({
  payments: new DynamoPaymentStore(await table, now),
  inbox: new DynamoInbox(await table, now),
}));

describeReadingPositions(
  'the store in DynamoDB',
  async () => new DynamoReadingPositions(await table),
);

describeAlertStore('the store in DynamoDB', async () => ({
  store: new DynamoAlertStore(await table),
  isWritten: async (id) =>
    id.startsWith('evt_')
      ? (await findEvent(id)) !== undefined
      : (
          await new DynamoAuditTrail(await table, () => new Date()).list({ limit: 100 })
        ).entries.some((entry) => entry.id === id),
}));

describeNoticeStore('the store in DynamoDB', async () => new DynamoNoticeStore(await table));

describeTroubleStore('the store in DynamoDB', async () => new DynamoTroubleStore(await table));

describePeriodStore('the store in DynamoDB', async () => ({
  periods: new DynamoPeriodStore(await table),
  findEvent,
}));

describeCounterBooks('the store in DynamoDB', async () => ({
  books: new DynamoCounterBooks(await table),
  put: async ({ events, bytes, measuredAt, ...key }) => {
    // Three of them are more than one answer of a query holds.
    const item = { events, bytes, measuredAt, padding: 'x'.repeat(390_000) };
    await (await table).write({ put: { key: usageKeys.counter(key), item } });
  },
}));

/** Of its own: a backfill reads a whole table. */
const parcels = aTable();

describeBackfill('DynamoDB', async () => {
  const { name: tableName, table } = await parcels;
  return { table, client, tableName };
});
