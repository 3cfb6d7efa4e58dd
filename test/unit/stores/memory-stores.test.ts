import { DynamoAlertStore } from '#stores/alert-store';
import { DynamoNoticeStore } from '#stores/notice-store';
import { MemoryAdminNoteStore } from '#test/memory-admin-note-store';
import { MemoryApiKeyStore } from '#test/memory-api-key-store';
import { MemoryAuditTrail } from '#test/memory-audit-trail';
import { MemoryBusinessStore } from '#test/memory-business-store';
import { MemoryCounterStore } from '#test/memory-counter-store';
import { MemoryCustomerStore } from '#test/memory-customer-store';
import { MemoryDeliveryStore } from '#test/memory-delivery-store';
import { MemoryGuestCustomers } from '#test/memory-guest-customers';
import { MemoryIdempotencyStore } from '#test/memory-idempotency-store';
import { MemoryInbox } from '#test/memory-inbox';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryMemberStore } from '#test/memory-member-store';
import { MemoryMemberships } from '#test/memory-memberships';
import { MemoryMessageStore } from '#test/memory-message-store';
import { MemoryOrderStore } from '#test/memory-order-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { MemoryPlatformStore } from '#test/memory-platform-store';
import { MemoryProductStore } from '#test/memory-product-store';
import { MemoryProjectStore } from '#test/memory-project-store';
import { MemoryReadingPositions } from '#test/memory-reading-positions';
import { MemoryRefundStore } from '#test/memory-refund-store';
import { MemoryStandingStore } from '#test/memory-standing-store';
import { MemoryStoredFiles } from '#test/memory-stored-files';
import { MemorySubscriptionStore } from '#test/memory-subscription-store';
import { MemorySwitchStore } from '#test/memory-switch-store';
import { MemoryTable } from '#test/memory-table';
import { MemoryTroubleStore } from '#test/memory-trouble-store';
import { MemoryWebhookEndpointStore } from '#test/memory-webhook-endpoint-store';
import { describeAdminNoteStore } from '../../contracts/admin-note-store.ts';
import { describeAlertStore } from '../../contracts/alert-store.ts';
import { describeApiKeyStore } from '../../contracts/api-key-store.ts';
import { describeAuditTrail } from '../../contracts/audit-trail.ts';
import { describeBusinessStore } from '../../contracts/business-store.ts';
import { describeCounterStore } from '../../contracts/counter-store.ts';
import { describeCustomerStore } from '../../contracts/customer-store.ts';
import { describeFateStore } from '../../contracts/fate-store.ts';
import { describeGuestCustomers } from '../../contracts/guest-customers.ts';
import { describeIdempotencyStore } from '../../contracts/idempotency-store.ts';
import { describeInbox } from '../../contracts/inbox.ts';
import { describeInvoiceStore } from '../../contracts/invoice-store.ts';
import { describeMemberStore } from '../../contracts/member-store.ts';
import { describeMemberships } from '../../contracts/memberships.ts';
import { describeMessageStore } from '../../contracts/message-store.ts';
import { describeNoticeStore } from '../../contracts/notice-store.ts';
import { describeOrderStore } from '../../contracts/order-store.ts';
import { describePaymentStore } from '../../contracts/payment-store.ts';
import { describePlatformStore } from '../../contracts/platform-store.ts';
import { describeProductStore } from '../../contracts/product-store.ts';
import { describeProjectStore } from '../../contracts/project-store.ts';
import { describeReadingPositions } from '../../contracts/reading-positions.ts';
import { describeRefundStore } from '../../contracts/refund-store.ts';
import { describeStandingStore } from '../../contracts/standing-store.ts';
import { describeStoredFiles } from '../../contracts/stored-files.ts';
import { describeSubscriptionStore } from '../../contracts/subscription-store.ts';
import { describeSwitchStore } from '../../contracts/switch-store.ts';
import { describeTroubleStore } from '../../contracts/trouble-store.ts';
import { describeDeliveryStore } from '../../contracts/webhook-delivery-store.ts';
import { describeWebhookEndpointStore } from '../../contracts/webhook-endpoint-store.ts';

describePaymentStore('the store in memory', async () => {
  const store = new MemoryPaymentStore();
  return {
    store,
    refunds: new MemoryRefundStore(store),
    findEvent: async (id) => store.outbox.get(id),
    findLedgerEntry: async (paymentId, name) => store.ledger.get(`${paymentId}#${name}`),
  };
});

describePlatformStore('the store in memory', async () => {
  const store = new MemoryPlatformStore();
  return { store, findEvent: async (id) => store.outbox.find((event) => event.id === id) };
});

describeRefundStore('the store in memory', async () => {
  const payments = new MemoryPaymentStore();
  const refunds = new MemoryRefundStore(payments);
  return {
    payments,
    refunds,
    audit: refunds.audit,
    findEvent: async (id) => payments.outbox.get(id),
    findLedgerEntry: async (paymentId, name) => payments.ledger.get(`${paymentId}#${name}`),
  };
});

describeInvoiceStore('the store in memory', async () => {
  const payments = new MemoryPaymentStore();
  const invoices = new MemoryInvoiceStore(payments);
  return { payments, invoices, findEvent: async (id) => payments.outbox.get(id) };
});

describeStandingStore('the store in memory', async () => {
  const payments = new MemoryPaymentStore();
  const invoices = new MemoryInvoiceStore(payments);
  const standings = new MemoryStandingStore(invoices);
  return {
    invoices,
    standings,
    findEvent: async (id) => payments.outbox.get(id),
    audited: async (id) => standings.audit.filter(({ subject }) => subject === id),
  };
});

describeBusinessStore('the store in memory', async () => new MemoryBusinessStore());

describeCounterStore('the store in memory', async (now) => new MemoryCounterStore(now));

describeAdminNoteStore('the store in memory', async () => new MemoryAdminNoteStore());

describeIdempotencyStore('the store in memory', async (now) => new MemoryIdempotencyStore(now));

describeMessageStore('the store in memory', async (now) => new MemoryMessageStore(now));

describeFateStore('the store in memory', async (now) => {
  const store = new MemoryMessageStore(now);
  return {
    messages: store,
    fates: store,
    mailboxes: store,
    findEvent: async (id) => store.outbox.find((event) => event.id === id),
  };
});

describeApiKeyStore('the store in memory', async () => {
  const store = new MemoryApiKeyStore();
  return { store, audit: store.audit };
});

describeSwitchStore('the store in memory', async () => {
  const store = new MemorySwitchStore();
  return { store, audit: store.audit };
});

describeCustomerStore('the store in memory', async () => {
  const customers = new MemoryCustomerStore();
  const { audit, outbox } = customers;
  return { customers, audit, findEvent: async (id) => outbox.get(id) };
});

describeGuestCustomers('the store in memory', async () => {
  const guests = new MemoryGuestCustomers();
  const { members } = guests;
  const { customers } = members;
  return {
    guests,
    members,
    customers,
    save: (write) => guests.save(write),
    findEvent: async (id) => customers.outbox.get(id),
  };
});

describeOrderStore('the store in memory', async () => {
  const orders = new MemoryOrderStore();
  return { orders, audit: orders.audit, findEvent: async (id) => orders.outbox.get(id) };
});

describeProductStore('the store in memory', async () => {
  const products = new MemoryProductStore();
  return { products, audit: products.audit };
});

describeProjectStore('the store in memory', async () => {
  const projects = new MemoryProjectStore();
  const { customers } = projects;
  return { projects, customers, audit: customers.audit };
});

describeMemberStore('the store in memory', async () => {
  const members = new MemoryMemberStore();
  return { members, customers: members.customers };
});

describeSubscriptionStore('the store in memory', async () => {
  const subscriptions = new MemorySubscriptionStore();
  const { customers } = subscriptions;
  return { subscriptions, customers, findEvent: async (id) => customers.outbox.get(id) };
});

describeAuditTrail('the trail in memory', async () => new MemoryAuditTrail());

describeInbox('the inbox in memory', async () => {
  const payments = new MemoryPaymentStore();
  return { payments, inbox: new MemoryInbox(payments) };
});

describeAlertStore('the store over a table in memory', async () => {
  const memory = new MemoryTable();
  const isWritten = async (id: string) =>
    memory.rows().some(({ pk, sk }) => `${pk} ${sk}`.includes(id));
  return { store: new DynamoAlertStore(memory.table), isWritten };
});

describeNoticeStore(
  'the store over a table in memory',
  async () => new DynamoNoticeStore(new MemoryTable().table),
);

describeTroubleStore('the store in memory', async () => new MemoryTroubleStore());

describeReadingPositions('the store in memory', async () => new MemoryReadingPositions());

describeMemberships('memory', async () => {
  const members = new MemoryMemberStore();
  return { members, customers: members.customers, memberships: new MemoryMemberships(members) };
});

describeStoredFiles('memory', async () => {
  const files = new MemoryStoredFiles();
  return { files, upload: async (...upload) => files.upload(...upload) };
});

describeWebhookEndpointStore('the store in memory', async () => {
  const store = new MemoryWebhookEndpointStore();
  return {
    store,
    findEvent: async (id) => store.outbox.find((event) => event.id === id),
    audited: async (id) => store.audit.filter(({ subject }) => subject === id),
  };
});

describeDeliveryStore('the store in memory', async () => new MemoryDeliveryStore());
