import fc from 'fast-check';
import {
  createApiKey,
  formatApiKey,
  identifyKey,
  parseApiKey,
  revokeApiKey,
} from '#domain/access/api-key';
import { customersKeysMax } from '#domain/access/key-ring';
import {
  ApiKeyLimitReachedError,
  CustomerArchivedError,
  InvalidRequestError,
  NotFoundError,
} from '#domain/errors';
import { anAct, anAdmin, anAuditEntry } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause, SettableClock } from '#test/clock';
import { aCustomer } from '#test/customers';
import { MemoryApiKeyStore } from '#test/memory-api-key-store';
import { MemoryCustomerStore } from '#test/memory-customer-store';

async function setup() {
  const apiKeys = new MemoryApiKeyStore();
  const clock = new SettableClock();
  const customers = new MemoryCustomerStore();
  const deps = { apiKeys, customers, pause: noPause };
  const identify = (text: string) => identifyKey(deps, text, clock.now());
  const create = async (changes: Partial<Parameters<typeof createApiKey>[1]> = {}) =>
    createApiKey(
      deps,
      {
        name: 'Serveur de la boutique',
        scopes: ['payments:write'],
        claim: aClaim(),
        ...changes,
      },
      anAct({ now: clock.now() }),
    );
  /** A key that was made just now, with the text that its maker was given. */
  const made = async (changes: Partial<Parameters<typeof createApiKey>[1]> = {}) => {
    const { apiKey, text } = await create(changes);
    return { apiKey, text: text! };
  };
  const diallo = aCustomer({ id: 'cus_diallo' });
  await customers.createOrGet(diallo, anAuditEntry());
  return { deps, apiKeys, customers, diallo, clock, create, made, identify };
}

describe('a new key', () => {
  test('identifies its holder, with its scopes and its customer', async () => {
    const { made, identify } = await setup();
    const { apiKey, text } = await made({ customerId: 'cus_diallo' });
    expect(await identify(text)).toEqual({
      kind: 'key',
      keyId: apiKey.id,
      scopes: ['payments:write'],
      customerId: 'cus_diallo',
    });
  });

  test('is stored as a hash: a reader of the table cannot use it', async () => {
    const { apiKeys, made } = await setup();
    const { text } = await made();
    const { secret } = parseApiKey(text)!;
    expect(JSON.stringify([...apiKeys.rows])).not.toContain(secret);
  });

  test('is shown once: a repeated request gets the data without the key [B11]', async () => {
    const { deps, apiKeys, clock, create } = await setup();
    const first = await create();
    expect(await create()).toEqual({ apiKey: first.apiKey, text: null });
    await revokeApiKey(deps, { id: first.apiKey.id }, anAct({ now: clock.now() }));
    const { apiKey, text } = await create();
    expect(text).toBeNull();
    expect(apiKey.revokedAt).toBe(clock.now().toISOString());
    expect(apiKeys.rows.size).toBe(1);
  });

  test('is random: nothing that the shop stores can recreate it [B11]', async () => {
    const [one, other] = [await setup(), await setup()];
    const texts = [await one.made(), await other.made()].map(({ text }) => text);
    expect(texts[0]!.slice(0, -43)).toBe(texts[1]!.slice(0, -43));
    expect(texts[0]).not.toBe(texts[1]);
  });

  test('is for an existing customer that is not archived [B11]', async () => {
    const { apiKeys, customers, diallo, create } = await setup();
    await expect(create({ customerId: 'cus_ghost' })).rejects.toThrow(NotFoundError);
    await customers.save(
      { ...diallo, version: 2, archivedAt: '2026-11-21T09:30:00.000Z' },
      { audit: anAuditEntry() },
    );
    await expect(create({ customerId: diallo.id })).rejects.toThrow(CustomerArchivedError);
    expect(apiKeys.rows.size).toBe(0);
  });

  test('is refused from its expiry on [B11]', async () => {
    const { clock, create, made, identify } = await setup();
    const expiresAt = new Date(clock.now().getTime() + 60_000).toISOString();
    const { text } = await made({ expiresAt });
    clock.advance(59_999);
    expect(await identify(text)).toBeDefined();
    clock.advance(1);
    expect(await identify(text)).toBeUndefined();
    const late = create({ expiresAt, claim: aClaim({ id: 'ff'.repeat(32) }) });
    await expect(late).rejects.toThrow(InvalidRequestError);
  });

  test('of an archived customer is recognised as such [B11]', async () => {
    const { customers, diallo, made, identify } = await setup();
    const { text } = await made({ customerId: diallo.id });
    await customers.save(
      { ...diallo, version: 2, archivedAt: '2026-11-21T09:30:00.000Z' },
      { audit: anAuditEntry() },
    );
    expect(await identify(text)).toMatchObject({ isCustomerArchived: true });
  });
});

describe('the number of active keys is limited [B11]', () => {
  const another = (index: number) => aClaim({ id: index.toString(16).padStart(64, '0') });

  test('for a customer; a revoked or expired one makes room', async () => {
    const { deps, clock, create } = await setup();
    const expiresAt = new Date(clock.now().getTime() + 60_000).toISOString();
    const of = { customerId: 'cus_diallo' };
    const { apiKey } = await create({ ...of, claim: another(0) });
    await create({ ...of, claim: another(1), expiresAt });
    for (let index = 2; index < customersKeysMax; index++)
      await create({ ...of, claim: another(index) });
    const more = (index: number) => create({ ...of, claim: another(index) });
    await expect(more(100)).rejects.toThrow(ApiKeyLimitReachedError);
    await revokeApiKey(deps, { id: apiKey.id }, anAct({ now: clock.now() }));
    await more(101);
    await expect(more(102)).rejects.toThrow(ApiKeyLimitReachedError);
    clock.advance(60_000);
    await more(103);
    await expect(more(104)).rejects.toThrow(ApiKeyLimitReachedError);
  });

  test('also for concurrent requests', async () => {
    const { apiKeys, create } = await setup();
    const asked = Array.from({ length: customersKeysMax + 5 }, (_, index) =>
      create({ customerId: 'cus_diallo', claim: another(index) }),
    );
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(
      customersKeysMax,
    );
    expect(apiKeys.rows.size).toBeLessThanOrEqual(customersKeysMax);
  });
});

describe('an invalid key identifies nobody', () => {
  test('a revoked one, from the moment it is revoked', async () => {
    const { deps, clock, create, made, identify } = await setup();
    const { apiKey, text } = await made();
    await revokeApiKey(deps, { id: apiKey.id }, anAct({ now: clock.now() }));
    expect(await identify(text)).toBeUndefined();
    await create();
    expect(await identify(text)).toBeUndefined();
  });

  test('one with any character changed', async () => {
    const { made, identify } = await setup();
    const { text } = await made();
    const alphabet = [...'ABCXYZabcxyz0189_-'];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom(...alphabet),
        async (at, character) => {
          fc.pre(text[at] !== character);
          const forged = text.slice(0, at) + character + text.slice(at + 1);
          expect(await identify(forged)).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the secret of one key under the id of another', async () => {
    const { create, made, identify } = await setup();
    const mine = await made();
    const theirs = await create({ claim: aClaim({ id: 'ff'.repeat(32) }) });
    const mixed = formatApiKey(theirs.apiKey.id, parseApiKey(mine.text)!.secret);
    expect(await identify(mixed)).toBeUndefined();
  });

  test.each(['', 'pgk_', 'Bearer x', 'pgk_01_secret', `pgk_${'0'.repeat(26)}_${'a'.repeat(43)}`])(
    '%p',
    async (text) => {
      const { made, identify } = await setup();
      const key = await made();
      expect(await identify(text)).toBeUndefined();
      expect(await identify(`${key.text}${text || ' '}`)).toBeUndefined();
    },
  );
});

test('revoking twice keeps the first time, and an unknown key cannot be revoked', async () => {
  const { deps, clock, create } = await setup();
  const { apiKey } = await create();
  const revoked = await revokeApiKey(deps, { id: apiKey.id }, anAct({ now: clock.now() }));
  clock.advance(60_000);
  expect(await revokeApiKey(deps, { id: apiKey.id }, anAct({ now: clock.now() }))).toEqual(revoked);
  await expect(revokeApiKey(deps, { id: 'key_unknown' }, anAct())).rejects.toThrow(NotFoundError);
});

describe('the audit trail', () => {
  test('says who created a key and what it may do, but not the key', async () => {
    const { apiKeys, made } = await setup();
    const { apiKey, text } = await made({ customerId: 'cus_diallo' });
    expect(apiKey.createdBy).toBe('user-admin');
    expect(apiKeys.audit.entries).toMatchObject([
      {
        actor: 'person:user-admin',
        action: 'api_key.created',
        subject: apiKey.id,
        before: null,
        after: {
          name: 'Serveur de la boutique',
          scopes: ['payments:write'],
          customerId: 'cus_diallo',
        },
      },
    ]);
    const told = JSON.stringify(apiKeys.audit.entries);
    expect(told).not.toContain(parseApiKey(text)!.secret);
    expect(told).not.toContain(apiKey.secretHash);
  });

  test('says who revoked it, once, and nothing for an unknown key', async () => {
    const { deps, apiKeys, create } = await setup();
    const { apiKey } = await create();
    const finance = anAdmin({ subject: 'user-2' });
    await revokeApiKey(deps, { id: apiKey.id }, anAct({ caller: finance }));
    await revokeApiKey(deps, { id: apiKey.id }, anAct());
    await revokeApiKey(deps, { id: 'key_unknown' }, anAct()).catch(() => {});
    expect(apiKeys.audit.entries.slice(1)).toMatchObject([
      {
        actor: 'person:user-2',
        action: 'api_key.revoked',
        subject: apiKey.id,
        before: { revoked: false },
        after: { revoked: true },
      },
    ]);
  });
});
