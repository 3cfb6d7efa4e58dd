import fc from 'fast-check';
import {
  createApiKey,
  formatApiKey,
  identifyKey,
  parseApiKey,
  revokeApiKey,
} from '#domain/access/api-key';
import { NotFoundError } from '#domain/errors';
import { anAct, anAdmin } from '#test/audits';
import { aClaim } from '#test/claims';
import { SettableClock } from '#test/clock';
import { MemoryApiKeyStore } from '#test/memory-api-key-store';

function setup() {
  const apiKeys = new MemoryApiKeyStore();
  const clock = new SettableClock();
  const deps = { apiKeys, derivationKey: 'a derivation key of this shop', now: clock.now };
  const create = (changes: Partial<Parameters<typeof createApiKey>[1]> = {}) =>
    createApiKey(
      deps,
      {
        name: 'Serveur de la boutique',
        scopes: ['payments:write'],
        claim: aClaim(),
        ...changes,
      },
      anAct(),
    );
  return { deps, apiKeys, clock, create };
}

describe('a new key', () => {
  test('identifies its holder, with its scopes and its customer', async () => {
    const { deps, create } = setup();
    const { apiKey, text } = await create({ customerId: 'cus_diallo' });
    expect(await identifyKey(deps, text)).toEqual({
      kind: 'key',
      keyId: apiKey.id,
      scopes: ['payments:write'],
      customerId: 'cus_diallo',
    });
  });

  test('is stored as a hash: who reads the table cannot use it', async () => {
    const { apiKeys, create } = setup();
    const { text } = await create();
    const { secret } = parseApiKey(text)!;
    expect(JSON.stringify([...apiKeys.rows])).not.toContain(secret);
  });

  test('is the same when the same request is repeated', async () => {
    const { apiKeys, create } = setup();
    expect(await create()).toEqual(await create());
    expect(apiKeys.rows.size).toBe(1);
  });

  test('is another for another request, another time and another shop', async () => {
    const { apiKeys, create } = setup();
    const base = { name: 'x', scopes: [] };
    const texts = [
      (await create()).text,
      (await create({ claim: aClaim({ id: 'ff'.repeat(32) }) })).text,
      (await create({ claim: aClaim({ createdAt: '2026-11-21T10:00:00.001Z' }) })).text,
      (
        await createApiKey(
          { apiKeys, derivationKey: 'of another shop' },
          { ...base, claim: aClaim() },
          anAct(),
        )
      ).text,
    ];
    const secrets = texts.map((text) => parseApiKey(text)!.secret);
    expect(new Set(secrets).size).toBe(4);
  });
});

describe('what is not a key identifies nobody', () => {
  test('a revoked one, from the moment it is revoked', async () => {
    const { deps, clock, create } = setup();
    const { apiKey, text } = await create();
    await revokeApiKey(deps, { id: apiKey.id }, anAct({ now: clock.now() }));
    expect(await identifyKey(deps, text)).toBeUndefined();
    await create();
    expect(await identifyKey(deps, text)).toBeUndefined();
  });

  test('one with any character changed', async () => {
    const { deps, create } = setup();
    const { text } = await create();
    const alphabet = [...'ABCXYZabcxyz0189_-'];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom(...alphabet),
        async (at, character) => {
          fc.pre(text[at] !== character);
          const forged = text.slice(0, at) + character + text.slice(at + 1);
          expect(await identifyKey(deps, forged)).toBeUndefined();
        },
      ),
      { numRuns: 500 },
    );
  });

  test('the secret of one key under the id of another', async () => {
    const { deps, create } = setup();
    const mine = await create();
    const theirs = await create({ claim: aClaim({ id: 'ff'.repeat(32) }) });
    const mixed = formatApiKey(theirs.apiKey.id, parseApiKey(mine.text)!.secret);
    expect(await identifyKey(deps, mixed)).toBeUndefined();
  });

  test.each(['', 'pgk_', 'Bearer x', 'pgk_01_secret', `pgk_${'0'.repeat(26)}_${'a'.repeat(43)}`])(
    '%p',
    async (text) => {
      const { deps, create } = setup();
      await create();
      expect(await identifyKey(deps, text)).toBeUndefined();
      expect(await identifyKey(deps, `${(await create()).text}${text || ' '}`)).toBeUndefined();
    },
  );
});

test('revoking twice keeps the first time, and an unknown key cannot be revoked', async () => {
  const { deps, clock, create } = setup();
  const { apiKey } = await create();
  const revoked = await revokeApiKey(deps, { id: apiKey.id }, anAct({ now: clock.now() }));
  clock.advance(60_000);
  expect(await revokeApiKey(deps, { id: apiKey.id }, anAct({ now: clock.now() }))).toEqual(revoked);
  await expect(revokeApiKey(deps, { id: 'key_unknown' }, anAct())).rejects.toThrow(NotFoundError);
});

describe('the audit trail', () => {
  test('tells who made a key and what it may do, and not the key', async () => {
    const { apiKeys, create } = setup();
    const { apiKey, text } = await create({ customerId: 'cus_diallo' });
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

  test('tells who revoked it, once, and nothing of a key that is not there', async () => {
    const { deps, apiKeys, create } = setup();
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
