import { MemoryApiKeyStore } from '#test/memory-api-key-store';
import { MemoryIdempotencyStore } from '#test/memory-idempotency-store';
import { MemoryInvoiceStore } from '#test/memory-invoice-store';
import { MemoryMessageStore } from '#test/memory-message-store';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { describeApiKeyStore } from '../../contracts/api-key-store.ts';
import { describeIdempotencyStore } from '../../contracts/idempotency-store.ts';
import { describeInvoiceStore } from '../../contracts/invoice-store.ts';
import { describeMessageStore } from '../../contracts/message-store.ts';
import { describePaymentStore } from '../../contracts/payment-store.ts';

describePaymentStore('the store in memory', async () => {
  const store = new MemoryPaymentStore();
  return {
    store,
    findEvent: async (id) => store.outbox.get(id),
    findLedgerEntry: async (paymentId, fact) => store.ledger.get(`${paymentId}#${fact}`),
  };
});

describeInvoiceStore('the store in memory', async () => {
  const payments = new MemoryPaymentStore();
  const invoices = new MemoryInvoiceStore(payments);
  return { payments, invoices, findEvent: async (id) => payments.outbox.get(id) };
});

describeIdempotencyStore('the store in memory', async (now) => new MemoryIdempotencyStore(now));

describeMessageStore('the store in memory', async (now) => new MemoryMessageStore(now));

describeApiKeyStore('the store in memory', async () => new MemoryApiKeyStore());
