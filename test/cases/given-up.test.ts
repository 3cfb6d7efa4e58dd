import { setTimeout as pause } from 'node:timers/promises';
import { as } from '#test/callers';
import {
  anAddress,
  api,
  control,
  eventually,
  initiate,
  invoiced,
  type Json,
  press,
  signIn,
} from '#test/cloud';
import { anAccount } from '#test/customer-accounts';
import { anOrderOf, aProduct, payFor } from '#test/guests';
import { storedEndpoints } from '#test/stored-endpoints';
import { awsFault } from '#test/trouble';
import { schedules } from '../../lib/schedules.ts';

const setAside = async (): Promise<number> => {
  const queues: Json[] = await control('GET', '/queues');
  return queues.find(({ name }) => name.startsWith('Background')).visible;
};

/** Lets the function fail until what it was to do is given up. */
async function givenUp(target: string, start: () => Promise<unknown>): Promise<void> {
  const before = await setAside();
  const { end } = await awsFault({
    function: target,
    // Lambda sends the record in the function's name: that call must get through.
    service: 'dynamodb',
    fault: 'failBefore',
    times: 1_000,
  });
  try {
    await start();
    await eventually(async () => (await setAside()) > before, { withinMs: 60_000 });
  } finally {
    await end();
  }
}

/** As a topic or the relay would, what is no event at all. */
const handOver = async (target: string): Promise<void> => {
  await control('POST', `/functions/${target}/start`, { job: target, message: {} });
};

/** Asks for something about a customer who has just been made. */
async function ofCustomer(what: 'erase' | 'export'): Promise<void> {
  const { id, admin } = await anAccount();
  await as(admin, 'POST', `/v1/admin/customers/${id}/${what}`, what === 'erase' ? {} : undefined);
}

/** A payment, while an endpoint listens that nobody has heard of. */
async function whileSomebodyListens(): Promise<void> {
  const { listens } = await endpointsOfTest;
  await listens({ url: 'http://127.0.0.1:9/', types: ['payment.completed'] });
  // The relay remembers for five seconds that nobody listened.
  await pause(5_200);
  await press(await initiate(), 'pay');
}

const endpointsOfTest = storedEndpoints();
afterAll(async () => (await endpointsOfTest).removeAll());

test.each([
  [
    'orders/complete-order',
    async () => payFor(await anOrderOf(anAddress(), (await aProduct()).id)),
  ],
  [
    'orders/keep-files',
    async () => {
      const file = { name: 'a.pdf', contentType: 'application/pdf', bytes: 7 };
      const { id } = await aProduct();
      await payFor(await anOrderOf(anAddress(), id, { files: [file] }));
    },
  ],
  [
    'invoices/issue-credit-note',
    async () => {
      const payment = await initiate();
      await press(payment, 'pay');
      await invoiced(payment.id);
      await api('POST', `/v1/payments/${payment.id}/refunds`, { body: { reason: 'broken' } });
    },
  ],
  [
    'platform/follow-document',
    async () => {
      const customer = {
        kind: 'company',
        name: 'Comptoir',
        email: anAddress(),
        siren: '732829320',
      };
      await press(await initiate({ customer }), 'pay');
    },
  ],
  ['customers/carry-out-erasure', () => ofCustomer('erase')],
  ['usage/watch-customer', async () => void (await anAccount())],
  ['customers/write-export', () => ofCustomer('export')],
  [
    'exports/write-accounting-export',
    async () => {
      const admin = await signIn({ role: 'admin' });
      await as(admin, 'GET', '/v1/admin/exports/fec?year=2031');
    },
  ],
  [
    'messages/note-mail-event',
    // Once its invoice is issued a customer has a mail, which is delivered.
    async () => press(await initiate(), 'pay'),
  ],
  ['monitoring/note-alarm', () => handOver('monitoring/note-alarm')],
  ['alerts/post-alert', () => handOver('alerts/post-alert')],
  [
    'notices/file-notice',
    async () => {
      const admin = await signIn({ role: 'admin' });
      await as(admin, 'POST', '/v1/admin/alerts/test', { severity: 'low' });
    },
  ],
  ['webhook-endpoints/fan-out-event', whileSomebodyListens],
  ['webhook-endpoints/deliver-webhook', whileSomebodyListens],
  [
    'webhook-endpoints/replay-deliveries',
    async () => {
      const admin = await signIn({ role: 'admin' });
      const path = '/v1/admin/webhook-endpoints';
      const { body } = await as(admin, 'POST', path, { url: 'https://warehouse.example/hooks' });
      const range = { from: '2031-01-01T00:00:00Z', to: '2031-01-02T00:00:00Z' };
      await as(admin, 'POST', `${path}/${body.id}/replay`, range);
      // Other tests’ events are not to wait for a name that does not exist.
      await as(admin, 'DELETE', `${path}/${body.id}`);
    },
  ],
  ['activations/renew-activation', () => as({}, 'POST', '/v1/activations', { email: anAddress() })],
])('%s, which no queue carries, becomes a dead letter if it fails every time', givenUp, 90_000);

test.each(Object.entries(schedules))(
  'a run of %s that fails every time becomes a dead letter with an alarm [A3]',
  (name, { function: target }) =>
    givenUp(target, () => control('POST', `/schedules/${name}/start`)),
);
