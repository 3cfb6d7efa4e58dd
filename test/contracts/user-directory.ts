import { randomUUID } from 'node:crypto';
import type { UserDirectory } from '#domain/members/user-directory';

const password = 'Un bateau bleu, 3 voiles';

/** What every directory promises. Addresses are random, so that a pool may be shared. */
export function describeUserDirectory(name: string, makeDirectory: () => UserDirectory): void {
  const setup = () => ({ users: makeDirectory(), email: `awa+${randomUUID()}@example.com` });

  describe(`${name} knows who can sign in`, () => {
    test('a person is created once, however the address is written', async () => {
      const { users, email } = setup();
      const created = await users.create(email);
      expect(created).toEqual({ subject: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(await users.create(email)).toBe('exists');
      expect(await users.create(email.toUpperCase())).toBe('exists');
      expect(await users.find(email.toUpperCase())).toEqual(created);
    });

    test('an unknown address is nobody', async () => {
      const { users, email } = setup();
      expect(await users.find(email)).toBeUndefined();
    });

    test('a password may be set again, and a weak one is refused', async () => {
      const { users, email } = setup();
      const { subject } = (await users.create(email)) as { subject: string };
      expect(await users.setPassword(subject, 'Short1!')).toBe('refused');
      expect(await users.setPassword(subject, password)).toBe('set');
      expect(await users.setPassword(subject, password)).toBe('set');
    });

    test('a person gets another address, again as well, unless it is somebody else’s', async () => {
      const { users, email } = setup();
      const other = `koffi+${email}`;
      const { subject } = (await users.create(email)) as { subject: string };
      await users.create(other);
      expect(await users.changeAddress(subject, other)).toBe('taken');
      const next = `new+${email}`;
      for (let time = 0; time < 2; time++)
        expect(await users.changeAddress(subject, next.toUpperCase())).toBe('changed');
      expect(await users.find(next)).toEqual({ subject });
      expect(await users.find(email)).toBeUndefined();
      expect(await users.changeAddress(randomUUID(), email)).toBe('gone');
    });

    test('sessions of anybody can be ended, even of somebody who is gone', async () => {
      const { users, email } = setup();
      const { subject } = (await users.create(email)) as { subject: string };
      await users.signOutEverywhere(subject);
      await users.signOutEverywhere(randomUUID());
    });

    test('somebody who is removed is gone, once and for all; the address is free', async () => {
      const { users, email } = setup();
      const { subject } = (await users.create(email)) as { subject: string };
      await users.remove(subject);
      await users.remove(subject);
      expect(await users.find(email)).toBeUndefined();
      expect(await users.create(email)).not.toBe('exists');
    });
  });
}
