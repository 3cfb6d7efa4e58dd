import { randomUUID } from 'node:crypto';
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { memberIdOf } from '#domain/members/member';
import { DynamoExportStore } from '#stores/export-store';
import { memberWrites } from '#stores/member-rows';
import { as } from '#test/callers';
import {
  api,
  cloudDirectory,
  endpoints,
  enginesOfCloud,
  eventually,
  initiate,
  type Json,
  logLines,
  press,
  request,
  signIn,
  token,
} from '#test/cloud';
import { anOrderOf, aProduct, mailedToken, paid } from '#test/guests';
import { expectProblem } from '#test/problems';
import { storeFailed, storeGuest, storeOrder, storeStopped } from '#test/retention';
import { rowsNaming } from '#test/rows-naming';
import { mainTable } from '#test/stored-members';
import { itemsOfTable } from '#test/table';
import { runSchedule } from '#test/trouble';
import { stripeKeys } from '../../local/providers/keys.ts';
import { localTarget } from '../../ops/targets/local-target.ts';

const password = 'Un bateau bleu, 3 voiles';
const mark = randomUUID().slice(0, 8);
const email = `zenabou.${mark}@example.com`;
const name = `Zenabou ${mark}`;
const phone = `+2250708${String(Date.now()).slice(-6)}`;

/** Every key in every bucket. */
async function objectKeys(): Promise<string[]> {
  const client = new S3Client({
    endpoint: enginesOfCloud.queuesAndStorage,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
  });
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const found = await Promise.all(
    Buckets.map(async ({ Name }) => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: Name }));
      return Contents.map(({ Key = '' }) => Key);
    }),
  );
  return found.flat();
}

/** Pays in the mobile app, where the card is saved. */
async function paidOnTheSheet(person: Record<string, string>, productId: string): Promise<void> {
  const lines = [{ productId, quantity: 1 }];
  const order = (await as(person, 'POST', '/v1/orders', { lines })).body;
  const pay = { orderId: order.id, method: 'card', action: 'sdk' };
  const { action } = (await as(person, 'POST', '/v1/payments', pay)).body;
  const intent = action.clientSecret.split('_secret_')[0];
  await request('POST', `${endpoints.providers.stripe}/_sim/payment_intents/${intent}/confirm`, {
    body: { outcome: 'pay' },
  });
}

/** How many customers of this address Stripe has. */
async function customersAtStripe(): Promise<number> {
  const address = `${endpoints.providers.stripe}/v1/customers?email=${encodeURIComponent(email)}`;
  const headers = { authorization: `Bearer ${stripeKeys.secretKey}` };
  return (await request('GET', address, { headers })).body.data.length;
}

/** A guest who became a member, with something of every kind that says who they are. */
async function aLife(admin: Record<string, string>) {
  const product = await aProduct();
  const order = await paid(await anOrderOf(email, product.id));
  const id: string = order.customerId;
  const activation = await mailedToken(email);
  await as({}, 'POST', `/v1/activations/${activation}`, { password });
  const person = await signIn({ email, name });
  const details = {
    name,
    phone,
    address: { street: `Chez ${name}`, city: 'Abidjan', country: 'CI' },
  };
  expect((await as(person, 'PATCH', '/v1/billing/details', details)).status).toBe(200);
  const project = (await as(person, 'POST', '/v1/projects', { name })).body;
  await as(person, 'PATCH', `/v1/projects/${project.id}`, { name: `Site de ${name}` });
  await as(admin, 'PATCH', `/v1/admin/customers/${id}`, { plan: 'pay_as_you_go' });
  const key = { name, scopes: ['payments:read'] };
  const { key: apiKey } = (await as(person, 'POST', '/v1/api-keys', key)).body;
  const files = [{ name: `${name}.pdf`, contentType: 'application/pdf', bytes: 2_000 }];
  const lines = [{ productId: product.id, quantity: 1 }];
  expect((await as(person, 'POST', '/v1/orders', { lines, files })).status).toBe(201);
  await paidOnTheSheet(person, product.id);
  await as(person, 'POST', '/v1/members', { email: `kofi.${mark}@example.com`, name });
  const refund = { amount: 100, reason: `${name} a appelé`, noteToBuyer: `Bonjour ${name}` };
  const [payment] = (await as(admin, 'GET', `/v1/payments?customerId=${id}`)).body.data;
  expect((await as(admin, 'POST', `/v1/payments/${payment.id}/refunds`, refund)).status).toBe(201);
  // The shop's own server uses addresses as numbers of orders.
  const customer = { email, name, phone, customerId: id };
  const bought = await initiate({
    customer,
    orderId: email,
    description: `Pour ${name}`,
    metadata: { email },
  });
  await press(bought, 'pay');
  const nobodys = await initiate({
    customer: { email: email.toUpperCase(), name },
    description: name,
  });
  await api('POST', `/v1/payments/${nobodys.id}/cancel`);
  return { id, person, apiKey, product };
}

const unnamed = (rows: readonly Json[]) =>
  rows.filter(({ pk }) => !String(pk).startsWith('INVOICE#'));

test('a person who asks to be forgotten is in no row, no log and no name of a file, and the invoices are', async () => {
  const admin = await token({ role: 'admin' });
  const life = await aLife(admin);
  const erase = `/v1/admin/customers/${life.id}/erase`;
  const words = [mark, phone];

  // Until it is on the free plan, this month may still be billed.
  const unbilled = await as(admin, 'POST', erase, { dryRun: true });
  expect(unbilled.body.obstacles).toContain('customer_has_unbilled_usage');
  await as(admin, 'PATCH', `/v1/admin/customers/${life.id}`, { plan: 'free' });
  const plan = await eventually(async () => {
    const reply = await as(admin, 'POST', erase, { dryRun: true });
    expect(reply.status).toBe(200);
    return reply.body.obstacles.length === 0 && reply.body;
  });
  expect(plan).toMatchObject({ state: 'planned', requestedAt: null });
  const counted = Object.fromEntries(plan.records.map(({ kind, count }: Json) => [kind, count]));
  expect(counted).toMatchObject({ customer: 1, member: 2, order: 3, payment: 3, apiKey: 1 });
  expect(await customersAtStripe()).toBe(1);
  const find = async () =>
    (await as(admin, 'GET', `/v1/admin/invoices?q=${encodeURIComponent(name)}`)).body.data.length;
  expect(await find()).toBeGreaterThan(2);
  expect(rowsNaming(unnamed(await itemsOfTable()), words).length).toBeGreaterThan(10);

  const copy = await eventually(async () => {
    const { body } = await as(admin, 'POST', `/v1/admin/customers/${life.id}/export`);
    return body.url && (await (await fetch(body.url)).arrayBuffer());
  });
  const listed = Buffer.from(copy).toString('latin1');
  expect(listed.startsWith('PK')).toBe(true);
  for (const file of ['profile', 'orders', 'payments', 'usage', 'audit'])
    expect(listed).toContain(`${file}.json`);
  expect(listed).toMatch(/invoices\/FA-\d{4}-\d{6}\.pdf/);

  const asked = await as(admin, 'POST', erase, {});
  expect(asked.status).toBe(202);
  const done = await eventually(
    async () => {
      const { body } = await as(admin, 'POST', erase, {});
      return body.state === 'done' && body;
    },
    { withinMs: 30_000 },
  );
  // Three payments, and the credit note of a refund.
  expect(done).toMatchObject({ kept: [{ kind: 'invoice', count: 4 }] });
  expect(await customersAtStripe()).toBe(0);

  expect(rowsNaming(unnamed(await itemsOfTable()), words)).toEqual([]);
  expect(await find()).toBe(0);
  const kept = (await itemsOfTable()).filter((row) => rowsNaming([row], words).length > 0);
  expect(kept.length).toBeGreaterThan(0);
  expect((await logLines()).filter((line) => words.some((word) => line.includes(word)))).toEqual(
    [],
  );
  const objects = await objectKeys();
  expect(objects.filter((key) => words.some((word) => key.includes(word)))).toEqual([]);
  expect(objects.filter((key) => key.startsWith(`exports/${life.id}`))).toEqual([]);
  expect(await localTarget(cloudDirectory).erasedCustomers()).toContain(life.id);

  // Whoever was read a moment ago is remembered for ten seconds.
  await eventually(async () => (await as(life.person, 'GET', '/v1/billing/details')).status >= 401);
  await eventually(
    async () => (await as({ 'x-api-key': life.apiKey }, 'GET', '/v1/payments')).status === 401,
  );
  const change = { name: 'Zenabou' };
  expectProblem(
    await as(admin, 'PATCH', `/v1/admin/customers/${life.id}`, change),
    404,
    'customer_not_found',
  );

  const again = await paid(await anOrderOf(email, life.product.id));
  expect(again.customerId).not.toBe(life.id);
  expect(await mailedToken(email, 2)).toBeDefined();
}, 120_000);

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

test('a run of the schedule forgets whose period is over, and takes up what has stopped', async () => {
  const admin = await token({ role: 'admin' });
  const table = await mainTable();
  const someone = `awa.${randomUUID()}@example.com`;
  const guest = await storeGuest(table, daysAgo(1_200), { email: someone });
  for (const subject of [`user-${randomUUID()}`, undefined]) {
    const member = { customerId: guest.id, email: someone, role: 'owner' as const, subject };
    const id = memberIdOf(guest.id, `${subject}.${someone}`);
    await table.writeTogether(memberWrites({ ...member, id, addedAt: daysAgo(1_200) }, guest));
  }
  const buyer = { email: someone, name: 'Awa Koné' };
  const order = await storeOrder(table, daysAgo(100), { buyer });
  const payment = await storeFailed(table, daysAgo(100), { buyer, orderId: someone });
  const stopped = await storeStopped(table, daysAgo(1));
  const old = { state: 'done' as const, reviewAt: daysAgo(1) };
  const proof = await storeStopped(table, daysAgo(2), old);
  const customer = await storeGuest(table, daysAgo(1));
  const copy = { customerId: customer.id, state: 'running' as const, requestedBy: 'person:admin' };
  const times = { requestedAt: daysAgo(0.2), expiresAt: daysAgo(-0.8) };
  await new DynamoExportStore(table).save({ ...copy, ...times, version: 1 });

  await runSchedule('apply-retention', new Date());
  const line = await eventually(async () =>
    (await logLines('customers/apply-retention')).find((text) => text.includes(guest.id)),
  );
  expect(line).toContain('retention applied');
  for (const id of [order.id, payment.id, stopped.customerId, proof.customerId, customer.id])
    expect(line).toContain(id);

  for (const id of [guest.id, stopped.customerId])
    await eventually(
      async () =>
        (await as(admin, 'POST', `/v1/admin/customers/${id}/erase`, {})).body.state === 'done',
      { withinMs: 30_000 },
    );
  await eventually(
    async () => (await as(admin, 'POST', `/v1/admin/customers/${customer.id}/export`)).body.url,
  );
  expect(rowsNaming(await itemsOfTable(), [someone])).toEqual([]);
  const { data } = (await as(admin, 'GET', '/v1/admin/audit?limit=100')).body;
  expect(data.find(({ subject }: Json) => subject === guest.id)).toMatchObject({
    action: 'customer.erasure_requested',
    actor: 'schedule:apply-retention',
  });
}, 90_000);
