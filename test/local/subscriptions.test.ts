import { as, serverKey } from '#test/callers';
import {
  anAddress,
  api,
  eventually,
  getPayment,
  type Json,
  mails,
  press,
  settledAs,
} from '#test/cloud';
import {
  type Account,
  anAccount,
  createProject,
  onPlan,
  payForPro,
  subscriptionOf,
} from '#test/customer-accounts';
import { expectProblem } from '#test/problems';
import { runSchedule } from '#test/trouble';

const dayMs = 86_400_000;

/** A month of Pro, paid and given. */
async function paid(account: Account, changes: object = {}): Promise<Json> {
  const payment = (await payForPro(account.member, changes)).body;
  await press(payment, 'pay');
  await settledAs(payment.id, 'completed');
  return payment;
}

const refund = async ({ id }: Json, body: object = {}): Promise<void> => {
  const { headers } = await serverKey(['refunds:write']);
  const reply = await as(headers, 'POST', `/v1/payments/${id}/refunds`, {
    reason: 'requested_by_customer',
    ...body,
  });
  if (reply.status !== 201) throw new Error(`not refunded: ${reply.status} ${reply.text}`);
};

const endOf = async (account: Account): Promise<string> =>
  (await subscriptionOf(account)).currentPeriodEnd;

const daysAfter = (time: string, days: number): Date => new Date(Date.parse(time) + days * dayMs);

describe('paying for a plan', () => {
  test.each([
    ['card', {}, 300, 'EUR'],
    ['PayPal', { method: 'paypal' }, 300, 'EUR'],
    ['Mobile Money', { method: 'mobile_money' }, 2_000, 'XOF'],
    ['another backend', { method: 'mobile_money', provider: 'external' }, 2_000, 'XOF'],
  ])('by %s activates it for a month, at the plan’s price', async (_, how, amount, currency) => {
    const account = await anAccount();
    const phone = '+2250707000000';
    const customer = { email: 'koffi@example.com', name: 'Koffi Kouassi', phone };
    const payment = await paid(account, { ...how, customer });
    expect(payment).toMatchObject({ amount, currency });
    expect(await onPlan(account, 'pay_as_you_go')).toMatchObject({ status: 'active' });
    expect(await getPayment(payment.id)).toMatchObject({
      planId: 'pay_as_you_go',
      customerId: account.id,
      description: 'Abonnement Pro, un mois',
    });
    const { startedAt, currentPeriodEnd } = await subscriptionOf(account);
    const days = (Date.parse(currentPeriodEnd) - Date.parse(startedAt)) / dayMs;
    expect(days).toBeGreaterThan(27.9);
    expect(days).toBeLessThan(31.1);
  });

  test('raises the limit of projects at once', async () => {
    const account = await anAccount();
    for (const name of ['a', 'b']) await createProject(account.owner, name);
    expectProblem(await createProject(account.owner, 'c'), 403, 'plan_limit_reached');
    await paid(account);
    await onPlan(account, 'pay_as_you_go');
    expect((await createProject(account.owner, 'c')).status).toBe(201);
  });

  test('again before the end adds a month', async () => {
    const account = await anAccount();
    await paid(account);
    await onPlan(account, 'pay_as_you_go');
    const first = await endOf(account);
    await paid(account);
    const second = await eventually(async () => {
      const end = await endOf(account);
      return end !== first && end;
    });
    expect(Date.parse(second) - Date.parse(first)).toBeGreaterThan(27 * dayMs);
  });

  test('may be done by the shop’s server, for the customer that it names', async () => {
    const account = await anAccount();
    const request = (customerId?: string, more: object = {}) =>
      api('POST', '/v1/payments', {
        body: {
          planId: 'pay_as_you_go',
          method: 'card',
          customer: { email: 'koffi@example.com', name: 'Koffi', customerId },
          ...more,
        },
      });
    expectProblem(await request(), 400, 'invalid_request');
    expectProblem(
      await request(account.id, { amount: 1, currency: 'EUR' }),
      400,
      'invalid_request',
    );
    expectProblem(await request('cus_nobody'), 404, 'customer_not_found');
    const { body } = await request(account.id);
    expect(body).toMatchObject({ amount: 300, currency: 'EUR' });
    await press(body, 'pay');
    await onPlan(account, 'pay_as_you_go');
  });

  test('is only possible for one’s own customer, an existing plan and its own price', async () => {
    const [mine, theirs] = [await anAccount(), await anAccount()];
    const named = { customer: { email: 'a@example.com', name: 'A', customerId: theirs.id } };
    expectProblem(await payForPro(mine.member, named), 403, 'forbidden');
    const cheap = { amount: 1, currency: 'EUR' };
    expectProblem(await payForPro(mine.member, cheap), 403, 'forbidden');
    expectProblem(await payForPro(mine.member, { planId: 'gold' }), 404, 'plan_not_found');
    expectProblem(await payForPro(mine.member, { planId: 'free' }), 422, 'plan_not_for_sale');
    expectProblem(await payForPro({}), 401, 'credentials_required');
    await as(mine.admin, 'PATCH', `/v1/admin/customers/${mine.id}`, { archived: true });
    expectProblem(await payForPro(mine.member), 409, 'customer_archived');
  });

  test('that is declined activates nothing', async () => {
    const account = await anAccount();
    const payment = (await payForPro(account.member, { method: 'mobile_money' })).body;
    await press(payment, 'decline');
    await settledAs(payment.id, 'failed');
    expect((await subscriptionOf(account)).plan.id).toBe('free');
  });
});

describe('refunding the money', () => {
  test('in full ends the plan at once; projects stay', async () => {
    const account = await anAccount();
    const payment = await paid(account);
    await onPlan(account, 'pay_as_you_go');
    for (const name of ['a', 'b', 'c']) await createProject(account.owner, name);
    await refund(payment);
    await onPlan(account, 'free');
    expect((await as(account.owner, 'GET', '/v1/projects')).body.data).toHaveLength(3);
    expectProblem(await createProject(account.owner, 'd'), 403, 'plan_limit_reached');
  });

  test('in part has no effect on it', async () => {
    const account = await anAccount();
    const payment = await paid(account);
    const before = await onPlan(account, 'pay_as_you_go');
    await refund(payment, { amount: 100 });
    await eventually(async () => (await getPayment(payment.id)).refundState === 'partial');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await subscriptionOf(account)).toEqual(before);
  });
});

describe('the end of the paid period', () => {
  const run = (at: Date) => runSchedule('renew-subscriptions', at);

  test('is followed by three days of grace, then the customer is on the free plan', async () => {
    const account = await anAccount();
    await paid(account);
    await onPlan(account, 'pay_as_you_go');
    const end = await endOf(account);
    await run(daysAfter(end, -6));
    await run(daysAfter(end, 2));
    expect((await subscriptionOf(account)).plan.id).toBe('pay_as_you_go');
    await run(daysAfter(end, 4));
    expect(await subscriptionOf(account)).toMatchObject({ plan: { id: 'free' }, status: 'free' });
    await paid(account);
    await onPlan(account, 'pay_as_you_go');
  });

  test('is announced once, in the customer’s language, and so are the start and the end of the plan', async () => {
    const email = anAddress();
    const account = await anAccount({ email, locale: 'en', timeZone: 'Africa/Abidjan' });
    const told = (about: string) =>
      eventually(
        async () => {
          const found = (await mails({ to: email })).filter(({ subject }) =>
            subject.includes(about),
          );
          return found.length > 0 && found;
        },
        { what: `nothing told of ${about}` },
      );
    await paid(account);
    await told('Your Pro plan is active');
    const end = await endOf(account);
    for (const days of [-6, -5, 1]) await run(daysAfter(end, days));
    expect(await told('Your Pro plan ends on')).toHaveLength(1);
    await run(daysAfter(end, 4));
    expect(await told('Your Pro plan has ended')).toHaveLength(1);
    expect(await mails({ to: email })).toHaveLength(3);
  });
});
