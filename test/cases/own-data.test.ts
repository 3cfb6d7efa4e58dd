import { as } from '#test/callers';
import { anAddress, eventually, invoiced, type Json, mails, press } from '#test/cloud';
import {
  type Account,
  anAccount,
  onPlan,
  payForPro,
  subscriptionOf,
} from '#test/customer-accounts';
import { expectProblem } from '#test/problems';
import { runSchedule } from '#test/trouble';

/** The invoice of a month of Pro, paid now. */
async function aMonthInvoiced({ member }: Account): Promise<Json> {
  const payment = (await payForPro(member)).body;
  await press(payment, 'pay');
  const { invoice } = await invoiced(payment.id);
  return (await as(member, 'GET', `/v1/invoices/${invoice.id}`)).body;
}

describe('the details of a customer', () => {
  const path = '/v1/billing/details';

  test('are read by its people, changed by its owner, and on the next invoices only', async () => {
    const account = await anAccount();
    const { id, owner, member, admin } = account;
    const before = (await as(member, 'GET', path)).body;
    expect(before).toMatchObject({ customerId: id, name: 'Comptoir Diallo', address: null });
    const first = await aMonthInvoiced(account);
    const address = { street: '3 quai de la Fosse', city: 'Nantes', country: 'FR' };
    const change = { name: 'Diallo et filles', address, siren: '732829320', locale: 'en' };
    const changed = await as(owner, 'PATCH', path, change);
    expect(changed.body).toEqual({ ...before, ...change, updatedAt: changed.body.updatedAt });
    expect((await as(member, 'GET', path)).body).toEqual(changed.body);
    expect((await aMonthInvoiced(account)).customer.name).toBe('Diallo et filles');
    expect((await as(member, 'GET', `/v1/invoices/${first.id}`)).body).toEqual(first);
    const { data } = (await as(admin, 'GET', '/v1/admin/audit?limit=100')).body;
    const acts = data.filter(
      ({ subject, action }: Json) => subject === id && /changed/.test(action),
    );
    expect(acts).toMatchObject([{ after: { fields: ['address', 'locale', 'name', 'siren'] } }]);
    expect(JSON.stringify(acts)).not.toMatch(/filles|Fosse|732829320/);
  });

  test('are not changed by members, and neither are the mail address, the plan or the kind', async () => {
    const { id, owner, member, admin } = await anAccount();
    expectProblem(await as(member, 'PATCH', path, { name: 'x' }), 403, 'forbidden');
    for (const change of [{ email: 'a@example.com' }, { plan: 'free' }, { kind: 'person' }, {}])
      expectProblem(await as(owner, 'PATCH', path, change), 400, 'invalid_request');
    const cleared = await as(admin, 'PATCH', `${path}?customerId=${id}`, { siren: null });
    expect(cleared.body).toMatchObject({ customerId: id, siren: null });
    expectProblem(await as(admin, 'GET', path), 400, 'invalid_request');
  });
});

describe('cancelling a subscription', () => {
  const cancel = '/v1/subscription/cancel';
  const resume = '/v1/subscription/resume';

  test('by the owner lets it end with the paid period, confirmed by mail; until then it is undone', async () => {
    const email = anAddress();
    const account = await anAccount({ email });
    const { owner, member } = account;
    expectProblem(await as(owner, 'POST', cancel), 409, 'subscription_over');
    await aMonthInvoiced(account);
    const active = await onPlan(account, 'pay_as_you_go');
    expectProblem(await as(member, 'POST', cancel), 403, 'forbidden');
    const cancelled = { ...active, endsAtPeriodEnd: true };
    for (let time = 0; time < 2; time++)
      expect((await as(owner, 'POST', cancel)).body).toEqual(cancelled);
    expect((await as(owner, 'POST', resume)).body).toEqual(active);
    expect((await as(owner, 'POST', cancel)).body).toEqual(cancelled);
    expect(await subscriptionOf(account)).toEqual(cancelled);
    const confirmed = await eventually(async () => {
      const found = await mails({ to: email, about: 'résiliée' });
      return found.length === 2 && found;
    });
    expect(confirmed).toHaveLength(2);
    const end = Date.parse(active.currentPeriodEnd);
    await runSchedule('renew-subscriptions', new Date(end - 60_000));
    expect(await subscriptionOf(account)).toEqual(cancelled);
    expect(await mails({ to: email, about: 'se termine' })).toEqual([]);
    await runSchedule('renew-subscriptions', new Date(end + 60_000));
    expect(await onPlan(account, 'free')).toMatchObject({ endsAtPeriodEnd: false });
    expectProblem(await as(owner, 'POST', resume), 409, 'subscription_over');
  });
});
