import { randomUUID } from 'node:crypto';
import type { TroubleKind } from '#domain/monitoring/trouble';
import { DynamoTroubleStore } from '#stores/trouble-store';
import { as } from '#test/callers';
import { anAddress, api, eventually, initiate, invoiced, press } from '#test/cloud';
import { anOrderOf, aProduct, mailedToken, paid } from '#test/guests';
import { comeBack } from '#test/sales';
import { ask, deliver, fault, paidUnheard, type Sale, type Shop, shops, sim } from '#test/shops';
import { alike, notifySigned, paidUnheard as paidUnheardAtStripe } from '#test/stripe-events';
import { mainTable } from '#test/table';
import { type AwsFault, awsFault, inHours, runSchedule } from '#test/trouble';

const shop: Shop = shops.find(({ name }) => name === 'external')!;

/** How often this has been noted in the last minutes. */
async function timesNoted(kind: TroubleKind, dimension = 'all'): Promise<number> {
  const store = new DynamoTroubleStore(await mainTable());
  const found = await store.between(new Date(Date.now() - 900_000), new Date());
  return found
    .filter((one) => one.kind === kind && one.dimension === dimension)
    .reduce((sum, { count }) => sum + count, 0);
}

async function examplesOf(kind: TroubleKind): Promise<string[]> {
  const store = new DynamoTroubleStore(await mainTable());
  const found = await store.between(new Date(Date.now() - 900_000), new Date());
  return found.flatMap((one) => (one.kind === kind ? one.examples : []));
}

/** Does something, and waits until it was noted once more. */
async function expectNoted(kind: TroubleKind, dimension: string, act: () => Promise<unknown>) {
  const before = await timesNoted(kind, dimension);
  await act();
  await eventually(async () => (await timesNoted(kind, dimension)) > before, {
    withinMs: 30_000,
    what: `${kind} was not noted`,
  });
}

const unanswered = (sale: Sale, times: number) =>
  fault(sale, 'request', { ...shop.asks, fault: '500', times });

describe('a provider that gives no answer is noted', () => {
  test('when a payment is asked for', () =>
    expectNoted('provider_error', 'external', async () => {
      const mark = randomUUID();
      await fault({ shop, mark }, 'request', { ...shop.opens, fault: '500', times: 1 });
      expect((await ask(shop, { mark })).status).toBe(503);
    }));

  test('when the buyer comes back', () =>
    expectNoted('provider_error', 'external', async () => {
      const sale = await paidUnheard(shop);
      await unanswered(sale, 1);
      expect((await comeBack(sale)).status).toBe('pending');
    }));

  test('when it has told of the payment itself, and when the schedule asks', async () => {
    const sale = await paidUnheard(shop);
    await unanswered(sale, 3);
    await expectNoted('provider_error', 'external', async () =>
      deliver(shop, await shop.sign(shop.bodyOf(sale.event))),
    );
    const asked = await paidUnheard(shop);
    await unanswered(asked, 1);
    await expectNoted('provider_error', 'external', () =>
      runSchedule('reconcile-payments', inHours(2)),
    );
  });

  test('when money is to be given back', () =>
    expectNoted('provider_error', 'stripe', async () => {
      const payment = await initiate();
      await press(payment, 'pay');
      await invoiced(payment.id);
      const path = '/v1/refunds';
      await sim('stripe', 'POST', '/_sim/faults', {
        ...{ on: 'request', method: 'POST', path, fault: 'html', status: 502, times: 2 },
      });
      await api('POST', `/v1/payments/${payment.id}/refunds`, { body: { reason: 'broken' } });
    }));
});

const failing = (wanted: Omit<AwsFault, 'fault'>) => awsFault({ ...wanted, fault: 'failBefore' });

const pay = async () => press(await initiate(), 'pay');

test('a document that cannot be stored is noted', () =>
  expectNoted('storage_failed', 'all', async () => {
    await failing({ function: 'invoices/generate-invoice', service: 's3', times: 4 });
    await pay();
  }));

test('a mail that is not taken is noted', () =>
  expectNoted('mail_failed', 'all', async () => {
    await failing({ function: 'messages/send-message', service: 'ses', times: 12 });
    await pay();
  }));

test('an account that cannot be made is noted, and the link works afterwards', async () => {
  const email = anAddress();
  await paid(await anOrderOf(email, (await aProduct()).id));
  const path = `/v1/activations/${await mailedToken(email)}`;
  const body = { password: 'Un bateau bleu, 3 voiles' };
  await expectNoted('member_creation_failed', 'all', async () => {
    await awsFault({
      ...{ function: 'activations/activate-account', operation: 'AdminCreateUser' },
      ...{ service: 'cognito-idp', fault: 'failBefore', times: 4 },
    });
    expect((await as({}, 'POST', path, body)).status).toBeGreaterThanOrEqual(500);
  });
  await eventually(async () => (await as({}, 'POST', path, body)).status === 204);
});

test('a bank’s warning of fraud is noted, with the payment', () =>
  expectNoted('early_fraud_warning', 'stripe', async () => {
    const { payment, event } = await paidUnheardAtStripe();
    const { payment_intent } = event.data.object;
    const warning = alike(event, {
      type: 'radar.early_fraud_warning.created',
      data: { object: { id: 'issfr_1', object: 'radar.early_fraud_warning', payment_intent } },
    });
    expect(payment_intent).toMatch(/^pi_/);
    expect((await notifySigned(JSON.stringify(warning))).status).toBe(200);
    await eventually(async () => (await examplesOf('early_fraud_warning')).includes(payment.id));
  }));

test('a notification that somebody forged is noted', () =>
  expectNoted('refused_signature', 'external', async () => {
    const forged = await shop.sign('{"type":"payment.succeeded"}', 'wrongSecret');
    expect((await deliver(shop, forged)).status).toBe(400);
  }));

/** Other tests of the run may have used up what is noted in five minutes: then it is noted already. */
test('a key that nobody has is noted', async () => {
  await as({ 'x-api-key': `pk_${randomUUID()}` }, 'GET', '/v1/payments');
  await eventually(async () => (await timesNoted('refused_sign_in')) > 0, {
    what: 'refused_sign_in was not noted',
  });
});
