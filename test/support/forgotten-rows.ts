import type { ApiKey } from '#domain/access/api-key';
import { mailboxHash } from '#domain/members/mailbox';
import { personAtMailbox } from '#domain/webhooks/named-person';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import type { Table } from '#stores/table';
import { DynamoDeliveryStore } from '#stores/webhook-delivery-store';
import { anAuditEntry } from './audits.ts';
import { aDelivery } from './webhooks.ts';

/** Bodies that name the person: as a customer, and as somebody at the mailbox before that. */
export async function storeWebhooks(
  table: Table,
  person: { email: string },
  customerId: string,
): Promise<void> {
  const deliveries = new DynamoDeliveryStore(table);
  const body = JSON.stringify(person);
  for (const personOf of [customerId, personAtMailbox(mailboxHash(person.email))])
    await deliveries.create(aDelivery({ body, personOf }));
}

export async function storeKey(table: Table, name: string, customerId: string): Promise<void> {
  const store = new DynamoApiKeyStore(table);
  const key: ApiKey = {
    id: 'key_theirs',
    name: name,
    scopes: ['payments:read'],
    customerId: customerId,
    secretHash: 'b'.repeat(64),
    createdAt: '2026-11-21T09:00:00.000Z',
    createdBy: 'user-1',
  };
  const ring = { customerId: customerId, version: 1, live: { key_theirs: null } };
  const after = { name: key.name, customerId: customerId };
  const audit = { action: 'api_key.created', subject: key.id, before: null, after } as const;
  await store.create(key, { ring, audit: anAuditEntry(audit) });
}
