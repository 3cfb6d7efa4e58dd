import {
  aCustomId,
  euros,
  issueOf,
  notified,
  paidOrder,
  refund,
  type Setup,
  setup,
} from './setup.ts';

let world: Setup;
beforeAll(async () => {
  world = await setup();
});
afterAll(() => world.stop());

const statusOf = async (captureId: string) =>
  (await world.call('GET', `/v2/payments/captures/${captureId}`)).body.status;

test('without an amount, all that is left is refunded', async () => {
  const { captureId } = await paidOrder(world);
  const partial = await refund(world, captureId, euros('68.00'), {
    prefer: 'return=representation',
  });
  expect(partial).toMatchObject({ status: 201, body: { status: 'COMPLETED', ...euros('68.00') } });
  expect(await statusOf(captureId)).toBe('PARTIALLY_REFUNDED');

  const rest = await refund(world, captureId);
  const read = await world.call('GET', `/v2/payments/refunds/${rest.body.id}`);
  expect(read.body).toMatchObject({
    ...euros('400.00'),
    seller_payable_breakdown: { total_refunded_amount: { value: '468.00' } },
  });
  expect(await statusOf(captureId)).toBe('REFUNDED');
  expect(issueOf(await refund(world, captureId))).toBe('CAPTURE_FULLY_REFUNDED');

  const { event } = await notified(world, 'PAYMENT.CAPTURE.REFUNDED', rest.body.id);
  expect(event).toMatchObject({ resource_type: 'refund', resource: { id: rest.body.id } });
  const up = { href: `${world.simulated.url}/v2/payments/captures/${captureId}`, rel: 'up' };
  expect(event.resource.links).toContainEqual(expect.objectContaining(up));
});

test('the same request id refunds once, for forty-five days', async () => {
  const { captureId } = await paidOrder(world);
  const headers = { 'paypal-request-id': aCustomId() };
  const first = await refund(world, captureId, euros('10.00'), headers);
  await world.skip(45 * 86_400 - 1);
  const again = await refund(world, captureId, euros('10.00'), headers);
  expect(again).toMatchObject({ status: 200, body: first.body });
  await world.skip(1);
  expect((await refund(world, captureId, euros('10.00'), headers)).status).toBe(201);
});

test.each([
  [euros('468.01'), 'REFUND_AMOUNT_EXCEEDED'],
  [{ amount: { currency_code: 'USD', value: '1.00' } }, 'REFUND_CAPTURE_CURRENCY_MISMATCH'],
  [{ amount: { currency_code: 'JPY', value: '1.5' } }, 'DECIMAL_PRECISION'],
  [euros('1.005'), 'DECIMAL_PRECISION'],
  [euros('0.00'), 'CANNOT_BE_ZERO_OR_NEGATIVE'],
])('%j is refused: %s', async (body, issue) => {
  const { captureId } = await paidOrder(world);
  const refused = await refund(world, captureId, body);
  expect(refused).toMatchObject({ status: 422, body: { name: 'UNPROCESSABLE_ENTITY' } });
  expect(issueOf(refused)).toBe(issue);
  expect(await statusOf(captureId)).toBe('COMPLETED');
});

test('pending money cannot be refunded', async () => {
  const { captureId } = await paidOrder(world, {}, 'echeck');
  expect(issueOf(await refund(world, captureId))).toBe('PENDING_CAPTURE');
  await world.control('POST', `/captures/${captureId}/settle`, { outcome: 'decline' });
  expect(issueOf(await refund(world, captureId))).toBe('REFUND_NOT_ALLOWED');
});

test('the invoice id of a refund is used once', async () => {
  const invoice_id = aCustomId();
  const { captureId } = await paidOrder(world);
  expect((await refund(world, captureId, { ...euros('1.00'), invoice_id })).status).toBe(201);
  const again = await refund(world, captureId, { ...euros('1.00'), invoice_id });
  expect(issueOf(again)).toBe('DUPLICATE_INVOICE_ID');
});

test('after ten refunds, or half a year, no more are possible', async () => {
  const { captureId } = await paidOrder(world);
  for (let count = 0; count < 10; count += 1) await refund(world, captureId, euros('1.00'));
  const tooMany = await refund(world, captureId, euros('1.00'));
  expect(issueOf(tooMany)).toBe('MAX_NUMBER_OF_REFUNDS_EXCEEDED');

  const old = await paidOrder(world);
  await world.skip(180 * 86_400 + 1);
  expect(issueOf(await refund(world, old.captureId))).toBe('REFUND_TIME_LIMIT_EXCEEDED');
});

test.each([
  'REFUND_AMOUNT_TOO_LOW',
  'REFUND_FAILED_INSUFFICIENT_FUNDS',
  'PARTIAL_REFUND_NOT_ALLOWED',
  'PREVIOUS_REQUEST_IN_PROGRESS',
])('%s is returned on request, by a fault or by the sandbox’s own header', async (issue) => {
  const custom_id = aCustomId();
  const { captureId } = await paidOrder(world, { custom_id });
  await world.control('POST', '/faults', {
    on: 'request',
    path: '/v2/payments',
    fault: 'refuse',
    issue,
    metadata: { custom_id },
  });
  expect(issueOf(await refund(world, captureId))).toBe(issue);
  const mock = { 'paypal-mock-response': JSON.stringify({ mock_application_codes: issue }) };
  expect(issueOf(await refund(world, captureId, {}, mock))).toBe(issue);
  expect(await statusOf(captureId)).toBe('COMPLETED');
});

test('two refunds at once: the second is told that the first is under way', async () => {
  const { orderId, captureId } = await paidOrder(world);
  const fault = { on: 'request', fault: 'slow', delayMs: 2_000, metadata: { order_id: orderId } };
  await world.control('POST', '/faults', fault);
  const both = await Promise.all([refund(world, captureId), refund(world, captureId)]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('a refund to a bank account is pending, and may fail later', async () => {
  const { captureId } = await paidOrder(world, {}, 'echeck');
  await world.control('POST', `/captures/${captureId}/settle`, { outcome: 'pay' });
  const { body } = await refund(world, captureId);
  expect(body.status).toBe('PENDING');
  await notified(world, 'PAYMENT.REFUND.PENDING', body.id);

  await world.control('POST', `/refunds/${body.id}`, { status: 'failed' });
  await notified(world, 'PAYMENT.REFUND.FAILED', body.id);
  expect(await statusOf(captureId)).toBe('COMPLETED');
  const again = await refund(world, captureId);
  await world.control('POST', `/refunds/${again.body.id}`, { status: 'completed' });
  await notified(world, 'PAYMENT.CAPTURE.REFUNDED', again.body.id);
});

test('a refund made in the dashboard is notified like any other', async () => {
  const { orderId, captureId } = await paidOrder(world);
  const wish = { order_id: orderId, amount: 1_000 };
  const { body } = await world.control('POST', '/dashboard-refunds', wish);
  expect(body).toMatchObject({ status: 'COMPLETED', ...euros('10.00') });
  await notified(world, 'PAYMENT.CAPTURE.REFUNDED', body.id);
  expect(await statusOf(captureId)).toBe('PARTIALLY_REFUNDED');
});

test('during a dispute nothing is refunded; what is won can be', async () => {
  const { captureId } = await paidOrder(world, { custom_id: 'payment-disputed' });
  const { body } = await world.control<{ dispute_id: string }>('POST', '/disputes', {
    capture_id: captureId,
  });
  const { event } = await notified(world, 'CUSTOMER.DISPUTE.CREATED', captureId);
  expect(event.resource).toMatchObject({
    dispute_id: body.dispute_id,
    status: 'WAITING_FOR_SELLER_RESPONSE',
    disputed_transactions: [{ seller_transaction_id: captureId, custom: 'payment-disputed' }],
  });
  expect(issueOf(await refund(world, captureId))).toBe('TRANSACTION_DISPUTED');

  const move = (status: string) =>
    world.control('POST', '/disputes', { capture_id: captureId, status });
  await move('under_review');
  await notified(world, 'CUSTOMER.DISPUTE.UPDATED', captureId);
  await move('won');
  const resolved = await notified(world, 'CUSTOMER.DISPUTE.RESOLVED', captureId);
  expect(resolved.event.resource.dispute_outcome.outcome_code).toBe('RESOLVED_SELLER_FAVOUR');
  expect((await refund(world, captureId)).status).toBe(201);
  const read = await world.call('GET', `/v1/customer/disputes/${body.dispute_id}`);
  expect(read.body).toMatchObject({ status: 'RESOLVED' });
});

test('a lost dispute takes the money back', async () => {
  const { orderId, captureId } = await paidOrder(world);
  await world.control('POST', '/disputes', { order_id: orderId, status: 'lost' });
  const { event } = await notified(world, 'PAYMENT.CAPTURE.REVERSED', captureId);
  expect(event).toMatchObject({ resource_type: 'refund', resource: euros('468.00') });
  expect(issueOf(await refund(world, captureId))).toBe('REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK');
  const { body } = await world.control<{ id: string }[]>('GET', '/charges');
  expect(body.find(({ id }) => id === captureId)).toMatchObject({
    disputed: true,
    reversed: true,
    amount_refunded: 0,
  });
});
