import { readFileSync } from 'node:fs';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { type Member, memberIdOf } from '#domain/members/member';
import { keys } from '#stores/keys';
import { memberWrites } from '#stores/member-rows';
import { keyIsFree, Table } from '#stores/table';
import { aCustomer } from './customers.ts';

/** Past the gateway: a member takes no place here. The customer is there from now on. */
export async function storeMember(
  member: Pick<Member, 'customerId' | 'email' | 'role'>,
): Promise<void> {
  const { customerId, email } = member;
  await storeCustomer(customerId);
  const id = memberIdOf(customerId, email);
  const row: Member = { ...member, id, addedAt: '2026-11-21T10:00:00.000Z' };
  const table = await mainTable();
  if (await table.get(keys.member(customerId, id))) return;
  await table.writeTogether(memberWrites(row, {}));
}

/** Past the gateway: a customer with an id of the test's choice, unless it is there. */
export async function storeCustomer(id: string): Promise<void> {
  await (await mainTable()).write({
    put: { key: keys.customer(id), item: aCustomer({ id }), condition: keyIsFree },
  });
}

/** The cloud's main table, as no function sees it. */
export async function mainTable(): Promise<Table> {
  const directory = process.env.LOCAL_CLOUD ?? `.local/test/${process.env.JEST_WORKER_ID}`;
  const { engines } = JSON.parse(readFileSync(`${directory}/control.json`, 'utf8'));
  const client = new DynamoDBClient({
    endpoint: engines.dynamodb,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  return new Table(client, TableNames.find((name) => /^peage-\w+-data-Table/.test(name))!);
}
