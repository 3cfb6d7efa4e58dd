import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { type Shop, setup, unknown } from './paypal-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await setup();
});
afterEach(() => shop.repair());
afterAll(() => shop.stop());

async function paid(outcome = 'pay'): Promise<Payment> {
  const payment = await shop.open();
  await shop.decide(payment, outcome);
  const answer = await shop.provider.status(payment);
  if (answer.kind !== 'known' || answer.now.state !== 'paid') throw new Error('not paid');
  return { ...payment, status: 'completed', providerTransaction: answer.now.transaction };
}

let refunds = 0;
const aRefund = (minor = 10_000, noteToBuyer?: string) => {
  refunds += 1;
  return {
    id: `ref_01KAJ0000000000000000${String(refunds).padStart(5, '0')}`,
    amount: money(minor, 'EUR'),
    noteToBuyer,
  };
};

const refundFault = (fault: object) =>
  shop.fault({ method: 'POST', path: '/v2/payments/captures', ...fault });

test('a refund contains our id, its amount and the note for the buyer', async () => {
  const refund = aRefund(12_345, `Deux\narticles ${'é'.repeat(300)}`);
  await shop.provider.refund(await paid(), refund);
  const { headers, body } = shop.sent.findLast(({ path }) => path.endsWith('/refund'))!;
  expect(headers.get('paypal-request-id')).toBe(refund.id);
  const { note_to_payer, ...rest } = JSON.parse(body);
  expect(rest).toEqual({
    amount: { currency_code: 'EUR', value: '123.45' },
    custom_id: refund.id,
  });
  expect(note_to_payer).toHaveLength(255);
  expect(note_to_payer).toMatch(/^Deux articles é+$/);
});

test.each([undefined, '  '])('a refund with the note %j is accepted', async (note) => {
  expect(await shop.provider.refund(await paid(), aRefund(100, note))).toMatchObject({
    kind: 'accepted',
  });
});

test('a refund without a note sends the buyer nothing, whatever its reason is [C2]', async () => {
  await shop.provider.refund(await paid(), aRefund(100));
  const { body } = shop.sent.findLast(({ path }) => path.endsWith('/refund'))!;
  expect(JSON.parse(body)).not.toHaveProperty('note_to_payer');
});

test.each([
  'CAPTURE_FULLY_REFUNDED',
  'REFUND_AMOUNT_EXCEEDED',
  'REFUND_TIME_LIMIT_EXCEEDED',
  'REFUND_FAILED_INSUFFICIENT_FUNDS',
  'REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK',
  'TRANSACTION_DISPUTED',
  'PARTIAL_REFUND_NOT_ALLOWED',
])('%s is a refusal', async (code) => {
  const payment = await paid();
  await refundFault({ fault: 'refuse', issue: code });
  const message = expect.stringMatching(/./);
  const refused = { kind: 'refused', code, message };
  expect(await shop.provider.refund(payment, aRefund())).toEqual(refused);
});

test.each(['PREVIOUS_REQUEST_IN_PROGRESS', 'PERMISSION_DENIED'])(
  '%s is not a refusal',
  async (issue) => {
    const payment = await paid();
    await refundFault({ fault: 'refuse', issue });
    expect(await shop.provider.refund(payment, aRefund())).toEqual(unknown);
  },
);

test('a payment without a transaction id is refused, and PayPal is not asked', async () => {
  const payment = await shop.open();
  const before = shop.sent.length;
  expect(await shop.provider.refund(payment, aRefund())).toMatchObject({ kind: 'refused' });
  expect(shop.sent).toHaveLength(before);
});

test('a refund has the state of the bank, even after it had succeeded', async () => {
  const payment = await paid();
  const refund = aRefund();
  const answer = await shop.provider.refund(payment, refund);
  const reference = answer.kind === 'accepted' ? answer.reference : '';
  for (const [word, status] of [
    ['completed', 'succeeded'],
    ['pending', 'pending'],
    ['failed', 'failed'],
    ['cancelled', 'failed'],
  ]) {
    await shop.control('POST', `/refunds/${reference}`, { status: word });
    expect(await shop.provider.moneyBack(payment)).toEqual({
      kind: 'known',
      refunds: [{ reference, refundId: refund.id, minor: 10_000, status }],
      dispute: null,
    });
  }
});

describe('a dispute', () => {
  const told = async (payment: Payment) => {
    const answer = await shop.provider.moneyBack(payment);
    return answer.kind === 'known' ? (answer.dispute?.state ?? null) : answer.kind;
  };
  const move = ({ providerTransaction }: Payment, status: string) =>
    shop.control('POST', '/disputes', { capture_id: providerTransaction, status });

  test('is followed from its opening to its end', async () => {
    const payment = await paid();
    for (const status of ['open', 'needs_response', 'under_review']) {
      await move(payment, status);
      expect(await told(payment)).toBe('open');
    }
    await move(payment, 'won');
    expect(await told(payment)).toBe('won');
  });

  test('that the buyer withdraws is won', async () => {
    const payment = await paid();
    await move(payment, 'cancelled');
    expect(await told(payment)).toBe('won');
  });

  test('that comes after a won one is open again, and lost overrides won', async () => {
    const payment = await paid();
    await move(payment, 'won');
    await move(payment, 'needs_response');
    expect(await told(payment)).toBe('open');
    await move(payment, 'lost');
    expect(await told(payment)).toBe('lost');
  });

  test('that PayPal does not show does not count as none', async () => {
    const payment = await paid();
    await shop.fault({
      path: '/v1/customer/disputes',
      fault: 'refuse',
      issue: 'PERMISSION_DENIED',
    });
    expect(await told(payment)).toBe('unknown');
  });

  test('whose result PayPal does not state does not count as won', async () => {
    const payment = await paid();
    await move(payment, 'won');
    await shop.fault({ path: '/v1/customer/disputes/', fault: '500' });
    expect(await told(payment)).toBe('unknown');
  });
});
