import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DynamoDBClient, type DynamoDBClientConfig, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoApiKeyStore } from '#stores/api-key-store';
import { DynamoIdempotencyStore } from '#stores/idempotency-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { keys } from '#stores/keys';
import { DynamoMessageStore } from '#stores/message-store';
import { eventOf } from '#stores/outbox';
import { DynamoPaymentStore } from '#stores/payment-store';
import { Table } from '#stores/table';
import { cloudDirectory, enginesOfCloud } from '#test/cloud';
import type { Resource } from '../../lib/local/assembly/assembly.ts';
import { createTable } from '../../lib/local/engines/create-table.ts';
import { describeApiKeyStore } from '../contracts/api-key-store.ts';
import { describeIdempotencyStore } from '../contracts/idempotency-store.ts';
import { describeInvoiceStore } from '../contracts/invoice-store.ts';
import { describeMessageStore } from '../contracts/message-store.ts';
import { describePaymentStore } from '../contracts/payment-store.ts';

const config: DynamoDBClientConfig = {
  endpoint: enginesOfCloud.dynamodb,
  region: 'eu-west-3',
  credentials: { accessKeyId: 'contract', secretAccessKey: 'contract' },
};

const client = new DynamoDBClient(config);

/** A table as the template describes it, whose stream nobody reads. */
async function aTable() {
  const template = JSON.parse(
    readFileSync(`${cloudDirectory}/cdk.out/peage-dev-data.template.json`, 'utf8'),
  );
  const resources: { Type: string; Properties: Resource['properties'] }[] = Object.values(
    template.Resources,
  );
  const { Properties } = resources.find(({ Type }) => Type === 'AWS::DynamoDB::Table')!;
  const name = `contract-${randomUUID()}`;
  await createTable({ physicalId: name, properties: Properties } as Resource, config);
  return { name, table: new Table(client, name) };
}

const names = aTable();
const table = names.then((created) => created.table);

/** Whichever item carries it. */
const findEvent = async (id: string) => {
  const { Items = [] } = await client.send(
    new ScanCommand({
      TableName: (await names).name,
      FilterExpression: 'event.id = :id',
      ExpressionAttributeValues: { ':id': { S: id } },
    }),
  );
  return Items[0] && eventOf(unmarshall(Items[0]));
};

describePaymentStore('the store in DynamoDB', async (now) => ({
  store: new DynamoPaymentStore(await table, now),
  findEvent,
  findLedgerEntry: async (paymentId, fact) =>
    (await (await table).get(keys.ledgerEntry(paymentId, fact))) as never,
}));

describeInvoiceStore('the store in DynamoDB', async () => ({
  payments: new DynamoPaymentStore(await table, () => new Date()),
  invoices: new DynamoInvoiceStore(await table),
  findEvent,
}));

describeIdempotencyStore(
  'the store in DynamoDB',
  async (now) => new DynamoIdempotencyStore(await table, now),
);

describeMessageStore(
  'the store in DynamoDB',
  async (now) => new DynamoMessageStore(await table, now),
);

describeApiKeyStore('the store in DynamoDB', async () => new DynamoApiKeyStore(await table));
