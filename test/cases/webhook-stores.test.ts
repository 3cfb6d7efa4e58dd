import { DynamoAuditTrail } from '#stores/audit-trail';
import { keys } from '#stores/keys';
import { eventOf } from '#stores/outbox';
import { DynamoDeliveryStore } from '#stores/webhook-delivery-store';
import { DynamoWebhookEndpointStore } from '#stores/webhook-endpoint-store';
import { aTable } from '#test/contract-table';
import { describeDeliveryStore } from '../contracts/webhook-delivery-store.ts';
import { describeWebhookEndpointStore } from '../contracts/webhook-endpoint-store.ts';

const { table } = await aTable();
const trail = new DynamoAuditTrail(table, () => new Date('2026-11-21T12:00:00.000Z'));

describeWebhookEndpointStore('the store in DynamoDB', async () => ({
  store: new DynamoWebhookEndpointStore(table),
  async findEvent(id) {
    const item = await table.get(keys.event(id));
    return item && eventOf(item);
  },
  async audited(subject) {
    const { entries } = await trail.list({ limit: 100 });
    return entries.filter((entry) => entry.subject === subject);
  },
}));

describeDeliveryStore('the store in DynamoDB', async () => new DynamoDeliveryStore(table));
