import { randomBytes, randomUUID } from 'node:crypto';
import { hashOfToken } from '#domain/access/activation-token';
import { activate } from '#domain/activations/activate';
import { askForLink, renewActivations } from '#domain/activations/renew-activation';
import { changeCustomer } from '#domain/customers/change-customer';
import { guestCustomer } from '#domain/customers/guest-customer';
import { askForAddress } from '#domain/members/change-address';
import { mailboxHash } from '#domain/members/mailbox';
import { memberIdOf } from '#domain/members/member';
import { completeOrder } from '#domain/orders/complete-order';
import { readActivation } from '#stores/activation-rows';
import { DynamoActivationStore } from '#stores/activation-store';
import { DynamoAddressStore } from '#stores/address-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoGuestCustomers, guestCustomerWrites } from '#stores/guest-customers';
import { readClaim } from '#stores/mailbox-claims';
import { DynamoMemberStore } from '#stores/member-store';
import { DynamoOrderCompletions } from '#stores/order-completions';
import { DynamoOrderStore } from '#stores/order-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { DynamoRenewalStore } from '#stores/renewal-store';
import { tablePause } from '#stores/table-pause';
import { someTokens } from '#test/activations';
import { anAct, anAuditEntry } from '#test/audits';
import { noPause } from '#test/clock';
import { anAddress } from '#test/cloud';
import { aTable } from '#test/contract-table';
import { KillSwitch, ProcessKilled } from '#test/crash';
import { somePlans } from '#test/customers';
import { MemoryUserDirectory } from '#test/memory-user-directory';
import { aStoredOrder } from '#test/orders';
import { aCompletedPayment, paymentIdOf } from '#test/payments';
import { nextOf } from '../contracts/customer-store.ts';

const made = aTable();
const password = 'Un bateau bleu, 3 voiles';
const at = (time: string) => ({ now: new Date(time), randomBytes, requestId: 'request-1' });
const noon = at('2026-11-21T12:00:00.000Z');

async function setup() {
  const { table } = await made;
  const now = () => noon.now;
  const guests = {
    guests: new DynamoGuestCustomers(table),
    tokens: someTokens,
    plans: somePlans,
    timeZone: 'Europe/Paris',
  };
  const orders = new DynamoOrderStore(table, now);
  const payments = new DynamoPaymentStore(table, now);
  const renewals = new DynamoRenewalStore(table);
  return {
    table,
    guests,
    orders,
    payments,
    renewals,
    customers: new DynamoCustomerStore(table),
    members: new DynamoMemberStore(table),
    completions: new DynamoOrderCompletions(table),
    addresses: new DynamoAddressStore(table),
    activating: {
      activations: new DynamoActivationStore(table),
      addresses: new DynamoAddressStore(table),
      users: new MemoryUserDirectory(),
      pause: noPause,
    },
  };
}

type Setup = Awaited<ReturnType<typeof setup>>;

/** A guest with the first link, sent at ten. */
async function aGuest({ table, guests }: Setup) {
  const email = anAddress();
  const order = { buyer: { email, name: 'Awa Diop' }, locale: 'fr' as const };
  const guest = await guestCustomer(guests, order, at('2026-11-21T10:00:00.000Z'));
  expect(await table.writeTogether(guestCustomerWrites(guest.write!))).toBeUndefined();
  return { email, customer: guest.customer };
}

describe('in DynamoDB', () => {
  test('an order is completed with its customer and its payment, or not at all', async () => {
    const all = await setup();
    const { orders, payments, completions, guests, customers } = all;
    const buyer = { email: anAddress(), name: 'Awa Koné' };
    const order = await orders.createOrGet(aStoredOrder({ buyer }));
    const payment = await payments.createOrGet(
      aCompletedPayment({
        id: paymentIdOf(order.id),
        orderId: order.id,
        amount: order.total,
        buyer,
        completedAt: '2026-11-21T10:05:00.000Z',
      }),
    );
    const deps = { ...guests, completions, now: () => noon.now, randomBytes, pause: noPause };
    const about = { orderId: order.id, paymentId: payment.id, requestId: 'request-1' };
    const outcomes = await Promise.all([completeOrder(deps, about), completeOrder(deps, about)]);
    expect(outcomes.sort()).toEqual(['completed', 'ignored']);

    const completed = (await completions.findOrder(order.id))!;
    expect(completed).toMatchObject({ status: 'in_progress', account: 'made', version: 2 });
    const { customerId } = completed;
    expect((await completions.findPayment(payment.id))?.buyer.customerId).toBe(customerId);
    expect(await customers.find(customerId!)).toMatchObject({ state: 'inactive', ...buyer });
    const late = { order: completed, payment: { ...payment, version: 2 }, events: [] };
    expect(await completions.save(late)).toBe('stale');
    expect(await orders.find(order.id)).toEqual(completed);
  });

  test('a link makes its reader the owner once, whoever clicks how often', async () => {
    const all = await setup();
    const { activating, customers, members } = all;
    const { email, customer } = await aGuest(all);
    const token = someTokens.issue(customer.id, 1);
    const click = () => activate(activating, { token, password }, noon);
    const [one, other] = await Promise.all([click(), click()]);
    expect(one).toEqual(other);
    expect((await customers.find(customer.id))?.state).toBeUndefined();
    const { members: people } = await members.list(customer.id, { limit: 5 });
    expect(people).toMatchObject([{ id: one.memberId, email, role: 'owner' }]);
    const { activations } = activating;
    expect(await activations.isKnown(email)).toBe(true);
    expect(await activations.isKnown(anAddress())).toBe(false);
    expect(await activations.isBound(people[0]!.subject!)).toBe(true);
    expect(await activations.isBound(randomUUID())).toBe(false);
    expect(await activations.find('0'.repeat(64))).toBeUndefined();
  });

  test('new links replace those of the guest and of who was invited at the mailbox', async () => {
    const all = await setup();
    const { renewals, members, activating } = all;
    const { email, customer } = await aGuest(all);
    const host = (await aGuest(all)).customer;
    const invited = {
      id: memberIdOf(host.id, email),
      customerId: host.id,
      email,
      role: 'member' as const,
      addedAt: '2026-11-21T10:00:00.000Z',
      activationVersion: 1,
    };
    const tells = { customer: nextOf(host), audit: anAuditEntry() };
    expect(await members.add(invited, tells)).toBe('saved');

    const mailbox = mailboxHash(email);
    await askForLink(renewals, email, noon);
    await askForLink(renewals, email, noon);
    const renew = () =>
      renewActivations({ renewals, tokens: someTokens, pause: noPause }, mailbox, noon);
    expect(await renew()).toBe(2);
    expect(await renew()).toBe(0);
    const { guest, invited: waiting } = await renewals.pendingAt(mailbox);
    expect(guest).toMatchObject({ id: customer.id, activationVersion: 2 });
    expect(waiting.map(({ member }) => member.activationVersion)).toEqual([2]);

    const old = activate(activating, { token: someTokens.issue(customer.id, 1), password }, noon);
    await expect(old).rejects.toMatchObject({ code: 'activation_gone' });
    const next = { token: someTokens.issue(invited.id, 2), password };
    expect(await activate(activating, next, noon)).toMatchObject({ customerId: host.id });
  });

  test('a guest moves to a corrected mailbox with claim and link, or not at all', async () => {
    const all = await setup();
    const { table, customers, activating } = all;
    const { guests, plans } = all.guests;
    const [one, other] = [await aGuest(all), await aGuest(all)];
    const deps = { customers, guests, plans, tokens: async () => someTokens, pause: noPause };
    const correct = (id: string, email: string) =>
      changeCustomer(deps, { id, change: { email } }, anAct({ now: noon.now }));
    const refused = correct(one.customer.id, other.email.toUpperCase());
    await expect(refused).rejects.toMatchObject({ code: 'mailbox_taken' });
    expect(await customers.find(one.customer.id)).toEqual(one.customer);

    const email = anAddress();
    const both = await Promise.allSettled(
      [one, other].map(({ customer }) => correct(customer.id, email)),
    );
    const moved = both.find((answer) => answer.status === 'fulfilled')!.value;
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await readClaim(table, mailboxHash(email))).toEqual({
      ...{ mailbox: mailboxHash(email), customerId: moved.id },
    });
    const left = moved.id === one.customer.id ? one : other;
    expect(await readClaim(table, mailboxHash(left.email))).toBeUndefined();
    const token = (version: number) => ({ token: someTokens.issue(moved.id, version), password });
    await expect(activate(activating, token(1), noon)).rejects.toMatchObject({
      code: 'activation_gone',
    });
    expect(await activate(activating, token(2), noon)).toMatchObject({ customerId: moved.id });
  });

  test('a person moves to another address in every row, or not at all', async () => {
    const all = await setup();
    const { activating, members, addresses } = all;
    const [before, after] = [anAddress(), anAddress()];
    const { subject } = (await activating.users.create(before)) as { subject: string };
    const hosts = [(await aGuest(all)).customer, (await aGuest(all)).customer];
    for (const host of hosts) {
      const row = {
        ...{ customerId: host.id, id: memberIdOf(host.id, before), email: before, subject },
        ...{ role: 'owner' as const, addedAt: '2026-11-21T10:00:00.000Z' },
      };
      const tells = { customer: nextOf(host), audit: anAuditEntry() };
      expect(await members.add(row, tells)).toBe('saved');
    }
    const caller = { kind: 'person' as const, subject, roles: ['owner' as const] };
    const asking = { addresses, tokens: someTokens, pause: noPause };
    const { memberId } = await askForAddress(asking, after, { ...noon, caller });
    const rows = await addresses.rowsOf(subject);
    expect(rows).toHaveLength(2);
    const { member } = rows.find(({ member: { id } }) => id === memberId)!;
    const token = someTokens.issue(memberId, member.activationVersion!);
    const click = () => activate(activating, { token }, noon);
    const [one, other] = await Promise.all([click(), click()]);
    expect(one).toEqual(other);
    const moved = await addresses.rowsOf(subject);
    expect(moved.map(({ member: { email } }) => email)).toEqual([after, after]);
    for (const { id } of hosts) {
      expect(await addresses.isMember(id, memberIdOf(id, after))).toBe(true);
      expect(await addresses.isMember(id, memberIdOf(id, before))).toBe(false);
    }
    expect(await addresses.rowsOf(randomUUID())).toEqual([]);
  });
  test('200 orders of 20 addresses that complete at once, while runs die: 20 customers, 20 links, each order attached once', async () => {
    const all = await setup();
    const { orders, payments, guests, completions, customers, table } = all;
    const addresses = Array.from({ length: 20 }, anAddress);
    const about = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const buyer = { email: addresses[Math.floor(index / 10)]!, name: 'Awa Koné' };
        const order = await orders.createOrGet(aStoredOrder({ buyer }));
        const payment = aCompletedPayment({
          id: paymentIdOf(order.id),
          orderId: order.id,
          amount: order.total,
          buyer,
          completedAt: '2026-11-21T10:05:00.000Z',
        });
        await payments.createOrGet(payment);
        return { orderId: order.id, paymentId: payment.id, requestId: 'request-1' };
      }),
    );
    let killed = 0;

    /** As Lambda does: whoever dies, or meets too many others, is started again. */
    async function run(one: (typeof about)[number], index: number) {
      for (let attempt = 1; ; attempt++) {
        const call = ((index + attempt) % 5) + 1;
        const when = (index + attempt) % 2 === 0 ? 'before' : 'after';
        const kill = new KillSwitch(attempt <= 2 ? { call, when } : undefined);
        const deps = {
          ...guests,
          guests: kill.watch(guests.guests),
          completions: kill.watch(completions),
          now: () => noon.now,
          randomBytes,
          pause: tablePause,
        };
        try {
          return await completeOrder(deps, one);
        } catch (error) {
          const isMet = error instanceof Error && error.message.startsWith('too many concurrent');
          if (!isMet && !(error instanceof ProcessKilled)) throw error;
          if (!isMet) killed++;
        }
      }
    }
    // Forty at a time, all ten of an address among them: the client has fifty sockets.
    const waiting = about.entries();
    async function runAsLongAsAnyWaits() {
      for (const [index, one] of waiting) await run(one, index);
    }
    await Promise.all(Array.from({ length: 40 }, runAsLongAsAnyWaits));

    expect(killed).toBeGreaterThan(200);
    const done = await Promise.all(about.map(({ orderId }) => orders.find(orderId)));
    expect(done.every((order) => order?.status === 'in_progress')).toBe(true);
    expect(done.filter((order) => order?.account === 'made')).toHaveLength(20);
    const owners = new Map(done.map((order) => [order!.buyer.email, order!.customerId!]));
    expect(owners.size).toBe(20);
    expect(new Set(owners.values()).size).toBe(20);
    for (const order of done) expect(order!.customerId).toBe(owners.get(order!.buyer.email));
    for (const [email, id] of owners) {
      expect(await customers.find(id)).toMatchObject({
        email,
        state: 'inactive',
        activationVersion: 1,
      });
      const link = await readActivation(table, hashOfToken(someTokens.issue(id, 1)));
      expect(link).toMatchObject({ email, customerId: id });
      expect((await orders.list({ customerId: id }, { limit: 100 })).orders).toHaveLength(10);
    }
  });
});
