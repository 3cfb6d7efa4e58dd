import { randomBytes } from 'node:crypto';
import { activate } from '#domain/activations/activate';
import { readActivation } from '#domain/activations/read-activation';
import { renewActivations } from '#domain/activations/renew-activation';
import { changeCustomer } from '#domain/customers/change-customer';
import { guestCustomer } from '#domain/customers/guest-customer';
import { mailboxHash } from '#domain/members/mailbox';
import { DynamoActivationStore } from '#stores/activation-store';
import { DynamoAddressStore } from '#stores/address-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoGuestCustomers, guestCustomerWrites } from '#stores/guest-customers';
import { readClaim } from '#stores/mailbox-claims';
import { DynamoRenewalStore } from '#stores/renewal-store';
import { someTokens } from '#test/activations';
import { anAct } from '#test/audits';
import { noPause } from '#test/clock';
import { somePlans } from '#test/customers';
import { MemoryTable } from '#test/memory-table';
import { MemoryUserDirectory } from '#test/memory-user-directory';
import type { DomainEvent } from '#vocabulary/events';

const wrong = 'awa@exmaple.com';
const right = 'awa@example.com';
const password = 'Un bateau bleu, 3 voiles';
const act = anAct({ now: new Date('2026-11-21T12:00:00.000Z') });

async function setup() {
  const memory = new MemoryTable();
  const { table } = memory;
  const guests = new DynamoGuestCustomers(table);
  const customers = new DynamoCustomerStore(table);
  const activations = new DynamoActivationStore(table);
  const deps = {
    ...{ customers, guests, plans: somePlans, pause: noPause },
    tokens: async () => someTokens,
  };
  const orderOf = (email: string) =>
    guestCustomer(
      { guests, tokens: someTokens, plans: somePlans, timeZone: 'Europe/Paris' },
      { buyer: { email, name: 'Awa Diop' }, locale: 'fr' },
      { now: new Date('2026-11-21T10:00:00.000Z'), randomBytes, requestId: 'req_1' },
    );
  const aGuest = async (email: string) => {
    const { customer, write } = await orderOf(email);
    expect(await table.writeTogether(guestCustomerWrites(write!))).toBeUndefined();
    return customer;
  };
  const { id } = await aGuest(wrong);
  return {
    ...{ memory, customers, orderOf, aGuest, id },
    correct: (email = right, who = id) => changeCustomer(deps, { id: who, change: { email } }, act),
    change: (changes: Parameters<typeof changeCustomer>[1]['change']) =>
      changeCustomer(deps, { id, change: changes }, act),
    open: (version: number) => readActivation(activations, someTokens.issue(id, version), act.now),
    activate: (version: number) =>
      activate(
        {
          ...{ activations, pause: noPause, users: new MemoryUserDirectory() },
          addresses: new DynamoAddressStore(table),
        },
        { token: someTokens.issue(id, version), password },
        act,
      ),
    renew: (email: string) =>
      renewActivations(
        { renewals: new DynamoRenewalStore(table), tokens: someTokens, pause: noPause },
        mailboxHash(email),
        { ...act, now: new Date('2026-11-21T12:01:00.000Z') },
      ),
    holder: async (email: string) => (await readClaim(table, mailboxHash(email)))?.customerId,
    events: () =>
      memory
        .rows()
        .flatMap(({ event }) => (event ? [event as DomainEvent] : []))
        .filter(({ type }) => type === 'activation.requested'),
    audited: () => memory.rows().filter(({ action }) => action === 'customer.changed'),
  };
}

const gone = { code: 'activation_gone' };

describe('a guest whose address an administrator corrects', () => {
  test('gets a new link there, the old one is gone, and the mailbox is theirs', async () => {
    const { correct, open, activate, customers, id, holder, events, audited } = await setup();
    expect(await correct()).toMatchObject({ email: right, activationVersion: 2, version: 2 });
    await expect(open(1)).rejects.toMatchObject(gone);
    expect(await open(2)).toMatchObject({ email: 'a…@e….com', purpose: 'customer' });
    expect(events().map(({ data }) => data)).toEqual([
      { customerId: id, version: '1' },
      { customerId: id, version: '2' },
    ]);
    expect(await holder(wrong)).toBeUndefined();
    expect(await holder(right)).toBe(id);
    const [entry] = audited();
    expect(entry).toMatchObject({ after: { fields: ['email'], isLinkMailed: true } });
    expect(JSON.stringify(entry)).not.toContain('example');
    expect(await activate(2)).toMatchObject({ customerId: id });
    expect((await customers.find(id))?.state).toBeUndefined();
  });

  test('gets the orders to come of that mailbox, and of the old one somebody else', async () => {
    const { correct, orderOf, renew, id } = await setup();
    await correct();
    expect(await orderOf(right)).toMatchObject({ account: 'inactive', customer: { id } });
    const other = await orderOf(wrong);
    expect(other.account).toBe('made');
    expect(other.customer.id).not.toBe(id);
    expect(await renew(wrong)).toBe(0);
    expect(await renew(right)).toBe(1);
  });

  test('does not take the mailbox of another customer: nothing is changed or mailed', async () => {
    const { aGuest, correct, customers, id, holder, events, audited } = await setup();
    const other = await aGuest(right);
    await expect(correct()).rejects.toMatchObject({ code: 'mailbox_taken' });
    expect(await customers.find(id)).toMatchObject({ email: wrong, version: 1 });
    expect([await holder(wrong), await holder(right)]).toEqual([id, other.id]);
    expect(events()).toHaveLength(2);
    expect(audited()).toEqual([]);
  });

  test('takes over a mailbox that its customer has left or was archived with', async () => {
    const { aGuest, correct, holder, id } = await setup();
    const other = await aGuest(right);
    await correct('other@example.com', other.id);
    await correct();
    expect(await holder(right)).toBe(id);
    expect(await holder('other@example.com')).toBe(other.id);
  });

  test('of two who are given one mailbox at once, one gets it', async () => {
    const { aGuest, correct, holder } = await setup();
    const other = await aGuest('other@example.com');
    const both = await Promise.allSettled([correct(), correct(right, other.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = both.find((one) => one.status === 'fulfilled');
    expect(await holder(right)).toBe(winner?.value.id);
  });

  test('keeps the link when only capitals change, or another field', async () => {
    const { correct, change, open, events } = await setup();
    await correct(wrong.toUpperCase());
    await change({ name: 'Awa' });
    expect(await open(1)).toMatchObject({ purpose: 'customer' });
    expect(events()).toHaveLength(1);
  });
});

test('whoever is active gets no link, and keeps the mailbox that was proven', async () => {
  const { activate, correct, holder, events, id } = await setup();
  await activate(1);
  expect(await correct()).toMatchObject({ email: right, activationVersion: 1 });
  expect(events()).toHaveLength(1);
  expect(await holder(wrong)).toBe(id);
  expect(await holder(right)).toBeUndefined();
});
