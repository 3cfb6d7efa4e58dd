import { randomBytes } from 'node:crypto';
import { activate } from '#domain/activations/activate';
import type { ActivationStore } from '#domain/activations/activation-store';
import { readActivation } from '#domain/activations/read-activation';
import { askForLink, renewActivations } from '#domain/activations/renew-activation';
import { guestCustomer } from '#domain/customers/guest-customer';
import { mailboxHash } from '#domain/members/mailbox';
import { DynamoActivationStore } from '#stores/activation-store';
import { DynamoAddressStore } from '#stores/address-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoGuestCustomers, guestCustomerWrites } from '#stores/guest-customers';
import { DynamoMemberStore } from '#stores/member-store';
import { DynamoMemberships } from '#stores/memberships';
import { DynamoRenewalStore } from '#stores/renewal-store';
import { someTokens } from '#test/activations';
import { anAuditEntry } from '#test/audits';
import { somePlans } from '#test/customers';
import { MemoryTable } from '#test/memory-table';
import { MemoryUserDirectory } from '#test/memory-user-directory';
import { nextOf } from '../../../contracts/customer-store.ts';

const password = 'Un bateau bleu, 3 voiles';
const email = 'Awa@Example.com';
const pause = async () => {};
const at = (time: string) => ({ now: new Date(time), randomBytes, requestId: 'req_1' });
const noon = at('2026-11-21T12:00:00.000Z');
const later = (minutes: number) =>
  at(new Date(noon.now.getTime() + minutes * 60_000).toISOString());

/** A guest who has bought at 10:00, with the first link. */
async function setup() {
  const memory = new MemoryTable();
  const { table } = memory;
  const deps = {
    activations: new DynamoActivationStore(table),
    addresses: new DynamoAddressStore(table),
    users: new MemoryUserDirectory(),
    pause,
  };
  const { customer, write } = await guestCustomer(
    {
      guests: new DynamoGuestCustomers(table),
      tokens: someTokens,
      plans: somePlans,
      timeZone: 'Europe/Paris',
    },
    { buyer: { email, name: 'Awa Diop' }, locale: 'fr' },
    at('2026-11-21T10:00:00.000Z'),
  );
  await table.writeTogether(guestCustomerWrites(write!));
  const customers = new DynamoCustomerStore(table);
  const members = new DynamoMemberStore(table);
  const renewals = new DynamoRenewalStore(table);
  const renew = (context = noon, address = email) =>
    renewActivations({ renewals, tokens: someTokens, pause }, mailboxHash(address), context);
  const token = (version = 1) => someTokens.issue(customer.id, version);
  const events = (type: string) =>
    memory
      .rows()
      .flatMap(({ event }) => ((event as { type?: string })?.type === type ? [event] : []));
  const membersNow = async () => (await members.list(customer.id, { limit: 10 })).members;
  return {
    memory,
    table,
    deps,
    customer,
    customers,
    members: membersNow,
    renewals,
    renew,
    token,
    events,
  };
}

const gone = { code: 'activation_gone' };

describe('a mailed link', () => {
  test('makes the guest a member who can sign in and owns the account', async () => {
    const { deps, customer, customers, token, members, events, table } = await setup();
    const made = await activate(deps, { token: token(), password }, noon);
    const { subject } = (await deps.users.find(email))!;
    expect(await members()).toEqual([
      {
        id: made.memberId,
        customerId: customer.id,
        email,
        name: 'Awa Diop',
        role: 'owner',
        addedAt: '2026-11-21T12:00:00.000Z',
        subject,
      },
    ]);
    const after = (await customers.find(customer.id))!;
    expect(after.state).toBeUndefined();
    expect(after.places.members).toBe(1);
    expect(events('customer.activated')).toHaveLength(1);
    const found = await new DynamoMemberships(table).find({ subject });
    expect(found.map(({ member }) => member.customerId)).toEqual([customer.id]);
  });

  test('is shown with a masked address, and reading it changes nothing', async () => {
    const { deps, token, memory } = await setup();
    const before = memory.rows();
    expect(await readActivation(deps.activations, token(), noon.now)).toEqual({
      email: 'A…@E….com',
      purpose: 'customer',
      hasPassword: false,
      expiresAt: '2026-11-24T10:00:00.000Z',
    });
    expect(memory.rows()).toEqual(before);
  });

  test('survives a weak password, which is explained before anything is done', async () => {
    const { deps, token } = await setup();
    const weak = activate(deps, { token: token(), password: 'bateau' }, noon);
    await expect(weak).rejects.toMatchObject({
      code: 'weak_password',
      errors: [
        { path: 'password', message: 'must have 12 to 256 characters' },
        { path: 'password', message: 'must have an upper-case letter' },
        { path: 'password', message: 'must have a digit' },
        { path: 'password', message: 'must have a symbol' },
      ],
    });
    await expect(activate(deps, { token: token() }, noon)).rejects.toMatchObject({
      code: 'weak_password',
    });
    expect(deps.users.people.size).toBe(0);
    await activate(deps, { token: token(), password }, noon);
  });

  test('answers a second click for two minutes like the first, and keeps the first password', async () => {
    const { deps, token, members } = await setup();
    const first = await activate(deps, { token: token(), password }, noon);
    const other = { token: token(), password: `${password}!` };
    expect(await activate(deps, other, later(1))).toEqual(first);
    expect([...deps.users.people.values()][0]?.password).toBe(password);
    expect(await members()).toHaveLength(1);
    await expect(activate(deps, other, later(2))).rejects.toMatchObject(gone);
  });

  test('is gone once an administrator has corrected the address it went to', async () => {
    const { deps, token, customer, customers, members } = await setup();
    const corrected = { ...nextOf(customer), email: 'awa@boutique.example' };
    expect(await customers.save(corrected, { audit: anAuditEntry() })).toBe('saved');
    const click = activate(deps, { token: token(), password }, noon);
    await expect(click).rejects.toMatchObject(gone);
    expect(await members()).toEqual([]);
    expect(deps.users.people.size).toBe(0);
  });

  test('of two clicks at once makes one member', async () => {
    const { deps, token, members } = await setup();
    const click = () => activate(deps, { token: token(), password }, noon);
    const [one, other] = await Promise.all([click(), click()]);
    expect(one).toEqual(other);
    expect(await members()).toHaveLength(1);
    expect(deps.users.people.size).toBe(1);
  });

  test.each([
    ['unknown', async () => someTokens.issue('cus_other', 1)],
    ['empty', async () => ''],
    [
      'replaced',
      async ({ renew, token }: Setup) => {
        await renew();
        return token();
      },
    ],
    [
      'of an archived customer',
      async ({ customers, customer, token }: Setup) => {
        const archived = nextOf(customer, { archivedAt: '2026-11-21T11:00:00.000Z' });
        await customers.save(archived, { audit: anAuditEntry() });
        return token();
      },
    ],
  ])('that is %s is gone, and nobody is made', async (_, tokenOf) => {
    const all = await setup();
    const token = await tokenOf(all);
    await expect(activate(all.deps, { token, password }, noon)).rejects.toMatchObject(gone);
    await expect(readActivation(all.deps.activations, token, noon.now)).rejects.toMatchObject(gone);
    expect(all.deps.users.people.size).toBe(0);
  });

  test('is gone after 72 hours', async () => {
    const { deps, token } = await setup();
    const use = (time: string) => activate(deps, { token: token(), password }, at(time));
    await expect(use('2026-11-24T10:00:00.000Z')).rejects.toMatchObject(gone);
    await use('2026-11-24T09:59:59.999Z');
  });

  test.each(['create', 'setPassword', 'use'] as const)(
    'works again after a crash after the step %s',
    async (step) => {
      const { deps, token, members } = await setup();
      const isUse = step === 'use';
      const broken = isUse ? deps.activations : deps.users;
      const real = (broken as never as Record<string, (...all: unknown[]) => Promise<unknown>>)[
        step
      ]!;
      Object.assign(broken, {
        [step]: async (...all: unknown[]) => {
          await real.apply(broken, all);
          throw new Error('crash');
        },
      });
      const click = () => activate(deps, { token: token(), password }, noon);
      await expect(click()).rejects.toThrow('crash');
      Object.assign(broken, { [step]: real });
      await click();
      expect(await members()).toMatchObject([{ role: 'owner' }]);
      expect([...deps.users.people.values()]).toMatchObject([{ password }]);
    },
  );

  test('of somebody who signs in already needs no password, and changes none', async () => {
    const { deps, token, members } = await setup();
    const { subject } = (await deps.users.create(email)) as { subject: string };
    await deps.users.setPassword(subject, `${password} of before`);
    const activations: ActivationStore = Object.assign(deps.activations, {
      isBound: async (wanted: string) => wanted === subject,
      isKnown: async () => true,
    });
    const preview = await readActivation(activations, token(), noon.now);
    expect(preview.hasPassword).toBe(true);
    await activate({ ...deps, activations }, { token: token() }, noon);
    expect(await members()).toMatchObject([{ subject }]);
    expect([...deps.users.people.values()][0]?.password).toBe(`${password} of before`);
  });
});

type Setup = Awaited<ReturnType<typeof setup>>;

describe('a new link', () => {
  test('replaces the old one, and its mail is asked for once', async () => {
    const { deps, renew, token, events } = await setup();
    expect(await renew()).toBe(1);
    expect(await renew()).toBe(0);
    expect(events('activation.requested')).toHaveLength(2);
    await expect(activate(deps, { token: token(1), password }, noon)).rejects.toMatchObject(gone);
    await activate(deps, { token: token(2), password }, noon);
    expect(await renew(later(5))).toBe(0);
  });

  test('comes once a minute and three times a day at most, the first included', async () => {
    const { renew } = await setup();
    expect(await renew(noon)).toBe(1);
    expect(await renew(later(0.9))).toBe(0);
    expect(await renew(later(1))).toBe(1);
    expect(await renew(later(30))).toBe(0);
    expect(await renew(at('2026-11-22T00:00:00.000Z'))).toBe(1);
  });

  test('is asked for with the same work and the same row, whoever has the address', async () => {
    const { renewals, table, memory } = await setup();
    let calls = 0;
    const write = table.write.bind(table);
    Object.assign(table, {
      write: (...all: Parameters<typeof write>) => {
        calls += 1;
        return write(...all);
      },
    });
    const rowsAfter = async (address: string) => {
      calls = 0;
      const before = memory.rows().length;
      await askForLink(renewals, address, noon);
      await askForLink(renewals, address, noon);
      return { calls, rows: memory.rows().length - before };
    };
    const known = await rowsAfter(email);
    expect(known).toEqual({ calls: 2, rows: 1 });
    expect(await rowsAfter('stranger@example.com')).toEqual(known);
    const rows = JSON.stringify(memory.rows().filter(({ sk }) => String(sk).startsWith('ASKED')));
    expect(rows.toLowerCase()).not.toContain('example.com');
  });

  test('for an address that nobody has makes nothing', async () => {
    const { renew, memory } = await setup();
    const before = memory.rows();
    expect(await renew(noon, 'stranger@example.com')).toBe(0);
    expect(memory.rows()).toEqual(before);
  });
});
