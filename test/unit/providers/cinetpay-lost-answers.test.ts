import { transactionIdOf } from '#providers/cinetpay/transaction-id';
import { press } from '../../contracts/provider-world.ts';
import {
  breakDown,
  comeBack,
  opened,
  pagesOf,
  paid,
  pending,
  referencesPaid,
  settle,
  setup,
  unknown,
  v1,
  v2,
  withSimulatedCinetPay,
} from './cinetpay-shop.ts';

withSimulatedCinetPay();

describe.each([
  ['older', v2.apikey, '/v2/payment'],
  ['new', v1.apiKey, '/v1/payment'],
])('when the %s API’s answer to an opening was lost', (_, apiKey, path) => {
  async function lose() {
    const world = setup({ apiKeys: [apiKey] });
    await breakDown('POST', path, 'actThenReset');
    expect(await world.provider.open(world.payment, comeBack)).toMatchObject({ kind: 'unknown' });
    return world;
  }

  test('the outcome is unknown for half a minute, then the buyer gets a page and can pay', async () => {
    const { provider, payment, clock } = await lose();
    expect(await provider.open(payment, comeBack)).toEqual(unknown);
    clock.advance(31_000);
    const open = opened(payment, await provider.open(payment, comeBack));
    expect(open.providerReference).toMatch(new RegExp(`:${transactionIdOf(payment.id, 2)}$`));
    await press(open, 'pay');
    expect(await provider.status(open)).toMatchObject({
      ...paid,
      reference: open.providerReference,
    });
    expect(await referencesPaid()).toContain(transactionIdOf(payment.id, 2));
  });

  test('a second and a third loss are handled too', async () => {
    const { provider, payment, clock } = await lose();
    clock.advance(31_000);
    const read = apiKey === v1.apiKey ? 'GET' : 'POST';
    await breakDown(read, apiKey === v1.apiKey ? path : `${path}/check`, '429');
    expect(await provider.open(payment, comeBack)).toMatchObject({ kind: 'unknown' });
    expect(opened(payment, await provider.open(payment, comeBack)).providerReference).toMatch(
      new RegExp(`:${transactionIdOf(payment.id, 2)}$`),
    );
    expect(opened(payment, await provider.open(payment, comeBack)).providerReference).toMatch(
      new RegExp(`:${transactionIdOf(payment.id, 3)}$`),
    );
  });

  test('money paid for it counts, whichever attempt is stored', async () => {
    const { provider, payment, clock } = await lose();
    clock.advance(31_000);
    const open = opened(payment, await provider.open(payment, comeBack));
    await settle(payment, 'pay');
    expect(await provider.status(open)).toMatchObject(pending);
    const first = open.providerReference!.replace(/:.*/, `:${transactionIdOf(payment.id)}`);
    expect(await provider.status(open, first)).toMatchObject({ ...paid, reference: first });
  });

  test('no other page is opened once it is paid, refused or given up', async () => {
    for (const outcome of ['pay', 'decline', 'cancel', 'expire']) {
      const { provider, payment, clock } = await lose();
      clock.advance(31_000);
      await settle(payment, outcome);
      expect(await provider.open(payment, comeBack)).toEqual(unknown);
      expect(await pagesOf(payment)).toHaveLength(1);
    }
  });

  test('a buyer whose telephone already shows the request is told so, and not asked again', async () => {
    const { provider, payment, clock } = await lose();
    clock.advance(31_000);
    const [page] = await pagesOf(payment);
    await press({ ...payment, action: { kind: 'redirect', url: page!.url } }, 'later');
    expect(await provider.open(payment, comeBack)).toMatchObject({
      kind: 'opened',
      action: { kind: 'push' },
    });
    expect(await pagesOf(payment)).toHaveLength(1);
  });
});
