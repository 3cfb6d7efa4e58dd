import type { PersonCaller } from '#domain/access/caller';
import { actingCustomer, owningCustomer } from '#domain/customers/acting-customer';
import { changeCustomer, changeDetails } from '#domain/customers/change-customer';
import { createCustomer, type NewCustomer } from '#domain/customers/create-customer';
import {
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  UnauthenticatedError,
} from '#domain/errors';
import { someTokens } from '#test/activations';
import { anAct, anAdmin, anAuditEntry } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause } from '#test/clock';
import { aCustomer, aSubscription, somePlans } from '#test/customers';
import { MemoryCustomerStore } from '#test/memory-customer-store';
import { MemoryGuestCustomers } from '#test/memory-guest-customers';
import { MemoryMemberStore } from '#test/memory-member-store';

function setup() {
  const customers = new MemoryCustomerStore();
  const guests = new MemoryGuestCustomers(new MemoryMemberStore(customers));
  const tokens = async () => someTokens;
  const deps = {
    ...{ customers, guests, tokens, plans: somePlans },
    ...{ timeZone: 'Europe/Paris', pause: noPause },
  };
  const existing = async (changes: Parameters<typeof aCustomer>[0] = {}) =>
    customers.createOrGet(aCustomer(changes), anAuditEntry());
  return { customers, deps, existing };
}

const diallo: NewCustomer = {
  name: 'Comptoir Diallo',
  email: 'aissatou@comptoir-diallo.example',
  kind: 'company',
  locale: 'fr',
};

describe('a new customer', () => {
  test('is on the free plan, in the seller’s time zone, with nothing in use', async () => {
    const { deps, customers } = setup();
    const made = await createCustomer(deps, { ...diallo, claim: aClaim() }, anAct());
    expect(made).toMatchObject({
      ...diallo,
      id: expect.stringMatching(/^cus_\w{26}$/),
      planId: 'free',
      timeZone: 'Europe/Paris',
      places: { projects: 0, members: 0 },
      version: 1,
    });
    expect(customers.audit.entries).toMatchObject([
      { action: 'customer.created', subject: made.id, before: null, after: { planId: 'free' } },
    ]);
    expect(JSON.stringify(customers.audit.entries)).not.toContain('example');
  });

  test('may have another time zone and a plan', async () => {
    const { deps } = setup();
    const request = { ...diallo, timeZone: 'Africa/Abidjan', planId: 'pay_as_you_go' };
    const made = await createCustomer(deps, { ...request, claim: aClaim() }, anAct());
    expect(made).toMatchObject({ timeZone: 'Africa/Abidjan', planId: 'pay_as_you_go' });
  });

  test('is the same one if the request is repeated', async () => {
    const { deps, customers } = setup();
    const make = () => createCustomer(deps, { ...diallo, claim: aClaim() }, anAct());
    expect((await make()).id).toBe((await make()).id);
    expect(customers.rows.size).toBe(1);
  });

  test('cannot be put on an unknown plan', async () => {
    const { deps } = setup();
    const request = { ...diallo, planId: 'gold', claim: aClaim() };
    await expect(createCustomer(deps, request, anAct())).rejects.toThrow(NotFoundError);
  });
});

describe('a change of a customer', () => {
  test('changes the fields it names, removes those it names null, and records only which', async () => {
    const { deps, customers, existing } = setup();
    const { id } = await existing({ phone: '+2250707000000', siren: '732829320' });
    const change = { name: 'Diallo et filles', phone: null };
    const after = await changeCustomer(deps, { id, change }, anAct());
    expect(after).toMatchObject({ name: 'Diallo et filles', siren: '732829320', version: 2 });
    expect(customers.rows.get(id)).not.toHaveProperty('phone');
    expect(customers.audit.entries.at(-1)).toMatchObject({
      action: 'customer.changed',
      subject: id,
      after: { fields: ['name', 'phone'] },
    });
    expect(JSON.stringify(customers.audit.entries)).not.toContain('filles');
  });

  test('by its own people changes what its next documents say, and records only which', async () => {
    const { deps, customers, existing } = setup();
    const { id } = await existing({ siren: '732829320', subscription: aSubscription() });
    const before = customers.rows.get(id);
    const change = { name: 'Diallo et filles', siren: null, locale: 'en' as const };
    await changeDetails(deps, { id, change }, anAct());
    const { siren: _, ...kept } = before!;
    const now = anAct().now.toISOString();
    expect(customers.rows.get(id)).toEqual({
      ...kept,
      name: 'Diallo et filles',
      locale: 'en',
      updatedAt: now,
      version: 2,
    });
    const audited = customers.audit.entries.at(-1);
    expect(audited).toMatchObject({ after: { fields: ['locale', 'name', 'siren'] } });
    expect(JSON.stringify(audited)).not.toContain('filles');
    const nobody = changeDetails(deps, { id: 'cus_nobody', change }, anAct());
    await expect(nobody).rejects.toThrow(NotFoundError);
  });

  test('archives and restores, and archiving twice keeps the first time', async () => {
    const { deps, existing } = setup();
    const { id } = await existing();
    const set = (archived: boolean, now: string) =>
      changeCustomer(deps, { id, change: { archived } }, anAct({ now: new Date(now) }));
    const first = '2026-11-21T11:00:00.000Z';
    expect((await set(true, first)).archivedAt).toBe(first);
    expect((await set(true, '2026-11-22T11:00:00.000Z')).archivedAt).toBe(first);
    expect((await set(false, '2026-11-23T11:00:00.000Z')).archivedAt).toBeUndefined();
  });

  test('to another plan by hand ends the subscription, and publishes that', async () => {
    const { deps, customers, existing } = setup();
    const subscription = aSubscription();
    const { id } = await existing({ planId: 'pay_as_you_go', subscription });
    await changeCustomer(deps, { id, change: { planId: 'pay_as_you_go' } }, anAct());
    expect(customers.rows.get(id)?.subscription).toEqual(subscription);
    await changeCustomer(deps, { id, change: { planId: 'free' } }, anAct());
    expect(customers.rows.get(id)?.subscription).toBeUndefined();
    expect(customers.eventsOf('subscription.ended')).toMatchObject([
      { data: { customerId: id, planId: 'pay_as_you_go', reason: 'plan_changed' } },
    ]);
  });

  test('by two at once loses neither', async () => {
    const { deps, customers, existing } = setup();
    const { id } = await existing();
    await Promise.all([
      changeCustomer(deps, { id, change: { name: 'Diallo et filles' } }, anAct()),
      changeCustomer(deps, { id, change: { locale: 'en' } }, anAct()),
    ]);
    expect(customers.rows.get(id)).toMatchObject({ name: 'Diallo et filles', locale: 'en' });
  });

  test('of an unknown customer, or to an unknown plan, is refused', async () => {
    const { deps, existing } = setup();
    const { id } = await existing();
    const to = (who: string, planId: string) =>
      changeCustomer(deps, { id: who, change: { planId } }, anAct());
    await expect(to('cus_nobody', 'free')).rejects.toThrow(NotFoundError);
    await expect(to(id, 'gold')).rejects.toThrow(NotFoundError);
  });
});

describe('the customer for whom a person acts', () => {
  const person = (changes: Partial<PersonCaller>) => anAdmin({ roles: ['member'], ...changes });

  test('is their own, whether they name it or not', () => {
    const awa = person({ customerId: 'cus_diallo' });
    for (const wanted of [undefined, 'cus_diallo'])
      expect(actingCustomer(awa, wanted)).toEqual({ person: awa, customerId: 'cus_diallo' });
    expect(() => actingCustomer(awa, 'cus_traore')).toThrow(ForbiddenError);
  });

  test('is the one an administrator names', () => {
    expect(actingCustomer(anAdmin(), 'cus_traore')).toMatchObject({ customerId: 'cus_traore' });
    expect(() => actingCustomer(anAdmin(), undefined)).toThrow(InvalidRequestError);
  });

  test('does not exist for others', () => {
    expect(() => actingCustomer(person({}), 'cus_diallo')).toThrow(ForbiddenError);
    expect(() => actingCustomer({ kind: 'public' }, undefined)).toThrow(UnauthenticatedError);
    const key = { kind: 'key', keyId: 'key_1', scopes: [], customerId: 'cus_diallo' } as const;
    expect(() => actingCustomer({ ...key, scopes: [] }, undefined)).toThrow(ForbiddenError);
  });

  test('must be owned by the person to manage people and keys', () => {
    const of = (...roles: PersonCaller['roles']) => person({ roles, customerId: 'cus_diallo' });
    expect(owningCustomer(of('owner'), undefined).customerId).toBe('cus_diallo');
    expect(() => owningCustomer(of('member'), undefined)).toThrow(ForbiddenError);
    expect(owningCustomer(anAdmin(), 'cus_diallo').customerId).toBe('cus_diallo');
  });
});
