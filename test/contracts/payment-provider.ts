import { describeCancelling } from './payment-provider-cancelling.ts';
import { describeMoneyBack } from './payment-provider-money-back.ts';
import { describeNonsense } from './payment-provider-nonsense.ts';
import { describeNotifications } from './payment-provider-notifications.ts';
import {
  anOpenPayment,
  aPaidPayment,
  breakDown,
  impatient,
  moneyTaken,
  nobodyKnows,
  repair,
  stateOf,
} from './provider-steps.ts';
import {
  control,
  type Promises,
  type ProviderWorld,
  press,
  type Trouble,
} from './provider-world.ts';

/** The world of a suite, once it has started. */
export type TheWorld = () => ProviderWorld;

/**
 * What every adapter promises, asked over real HTTP against its simulated provider. `promises` says
 * what is in the provider's nature; `startWorld` is called once.
 */
export function paymentProviderContract(
  name: string,
  startWorld: () => Promise<ProviderWorld>,
  promises: Promises,
): void {
  describe(`${name} keeps the promises of a payment provider`, () => {
    let world: ProviderWorld;
    beforeAll(async () => {
      world = await startWorld();
    });
    afterEach(() => repair(world));
    afterAll(() => world?.stop());

    describeOpening(() => world, promises);
    describeState(() => world, promises);
    describeCancelling(() => world, promises);
    describeMoneyBack(() => world, promises);
    describeNotifications(() => world);
    describeNonsense(() => world);
  });
}

/** Ways in which an answer does not come; before the provider has acted, or after. */
const silences: Trouble[] = ['500', '429', 'hang', 'actThenTimeout', 'actThenReset', 'truncate'];

function describeOpening(the: TheWorld, { openedAgain, remembersBreakdowns }: Promises): void {
  test('the buyer gets a way to pay, and the checkout has a reference', async () => {
    const { provider, newPayment, comeBack } = the();
    const answer = await provider.open(newPayment(), comeBack);
    expect(answer).toMatchObject({
      kind: 'opened',
      reference: expect.stringMatching(/./),
      action: { kind: 'redirect', url: expect.stringMatching(/^http/) },
    });
  });

  test('asking twice for one payment opens one checkout', async () => {
    const { provider, newPayment, comeBack, countCheckouts } = the();
    const payment = newPayment();
    const first = await provider.open(payment, comeBack);
    const second = await provider.open(payment, comeBack);
    if (openedAgain === 'opened') expect(second).toEqual(first);
    else expect(second).toEqual(nobodyKnows);
    expect(await countCheckouts(payment)).toBe(1);
  });

  test('what the provider refuses is refused, with its reason', async () => {
    const { provider, newPayment, comeBack, countCheckouts } = the();
    await breakDown(the(), 'open', 'refuse');
    const payment = newPayment();
    expect(await provider.open(payment, comeBack)).toEqual({
      kind: 'refused',
      code: expect.stringMatching(/./),
      message: expect.stringMatching(/./),
    });
    expect(await countCheckouts(payment)).toBe(0);
  });

  test.each(silences)(
    'after %s the outcome is unknown, and the retry opens one checkout',
    async (silence) => {
      const { provider, newPayment, comeBack, countCheckouts } = the();
      await breakDown(the(), 'open', silence);
      const payment = newPayment();
      expect(await impatient(the()).open(payment, comeBack)).toEqual(nobodyKnows);
      const hasActed = (await countCheckouts(payment)) > 0;
      await repair(the());
      const { kind } = await provider.open(payment, comeBack);
      const isStuck = silence === '500' && remembersBreakdowns === true;
      expect(kind).toBe(isStuck ? 'unknown' : hasActed ? openedAgain : 'opened');
      expect(await countCheckouts(payment)).toBe(isStuck ? 0 : 1);
    },
  );
}

function describeState(the: TheWorld, { after, distortions }: Promises): void {
  test('a payment that was never opened is absent', async () => {
    expect(await the().provider.status(the().newPayment())).toEqual({ kind: 'absent' });
  });

  test('an open checkout is pending', async () => {
    const payment = await anOpenPayment(the());
    expect(await the().provider.status(payment)).toEqual({
      kind: 'known',
      reference: payment.providerReference,
      now: { state: 'pending' },
    });
  });

  test('a paid payment is reported with amount, currency and the id of the transaction', async () => {
    const payment = await aPaidPayment(the());
    const { minor, currency } = payment.amountPaid!;
    expect({ minor, currency: currency.toUpperCase() }).toEqual(payment.amount);
    expect(payment.providerTransaction).toMatch(/./);
    expect(await moneyTaken(the(), payment)).toHaveLength(1);
  });

  test('asking again takes no money again', async () => {
    const payment = await anOpenPayment(the());
    await press(payment, 'pay');
    const asked = Array.from({ length: 3 }, () => the().provider.status(payment));
    await Promise.all(asked);
    expect(await stateOf(the(), payment)).toBe('paid');
    expect(await moneyTaken(the(), payment)).toHaveLength(1);
  });

  test('a checkout whose reference was not stored is found by the reference in a notification', async () => {
    const payment = await anOpenPayment(the());
    await press(payment, 'pay');
    const nameless = { ...payment, providerReference: undefined };
    const answer = await the().provider.status(nameless, payment.providerReference);
    expect(answer).toMatchObject({
      kind: 'known',
      reference: payment.providerReference,
      now: { state: 'paid' },
    });
  });

  test('the checkout of another payment does not count', async () => {
    const { providerReference } = await aPaidPayment(the());
    const unpaid = await anOpenPayment(the());
    const nameless = { ...unpaid, providerReference: undefined };
    expect(await stateOf(the(), unpaid, providerReference)).toBe('pending');
    expect(await stateOf(the(), nameless, providerReference)).not.toBe('paid');
  });

  test.each(distortions)('%s is reported as it was paid', async (fault) => {
    const payment = await anOpenPayment(the());
    await control(the(), 'POST', '/faults', { on: 'payment', fault });
    await press(payment, 'pay');
    const answer = await the().provider.status(payment);
    const [taken] = await moneyTaken(the(), payment);
    const amount = { minor: taken!.amount, currency: taken!.currency };
    expect(answer).toMatchObject({ kind: 'known', now: { state: 'paid', amount } });
    expect([amount.minor, amount.currency.toUpperCase()]).not.toEqual([
      payment.amount.minor,
      payment.amount.currency,
    ]);
  });

  test.each(['decline', 'cancel', 'later'] as const)(
    'after “%s” the payment is %s',
    async (way) => {
      const payment = await anOpenPayment(the());
      await press(payment, way);
      expect(await stateOf(the(), payment)).toBe(after[way]);
    },
  );

  if (after.decline === 'pending')
    test('a buyer whose card was declined can still pay', async () => {
      const payment = await anOpenPayment(the());
      await press(payment, 'decline');
      await the().provider.status(payment);
      await press(payment, 'pay');
      expect(await stateOf(the(), payment)).toBe('paid');
    });

  test.each(['500', '429', 'hang', 'truncate'] as const)(
    'after %s the status is unknown',
    async (trouble) => {
      const payment = await anOpenPayment(the());
      await press(payment, 'pay');
      await breakDown(the(), 'status', trouble);
      expect(await impatient(the()).status(payment)).toEqual(nobodyKnows);
      await repair(the());
      expect(await stateOf(the(), payment)).toBe('paid');
    },
  );
}
