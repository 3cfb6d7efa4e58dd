import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** A password as it is kept: it can be checked, and not read. */
export type PasswordHash = { salt: string; hash: string };

/** Fast enough for tests, which is all that this directory serves. */
const cost = { N: 1024 };

const hashOf = (password: string, salt: string): Buffer => scryptSync(password, salt, 32, cost);

export function hashPassword(password: string): PasswordHash {
  const salt = randomBytes(16).toString('base64url');
  return { salt, hash: hashOf(password, salt).toString('base64url') };
}

/** What a password is compared with when nobody has this name: the work stays the same. */
const nobodys = hashPassword(randomBytes(16).toString('base64url'));

/** Works equally long for a name that nobody has. */
export function isPasswordOf(password: string, kept: PasswordHash | undefined): boolean {
  const { salt, hash } = kept ?? nobodys;
  const isSame = timingSafeEqual(hashOf(password, salt), Buffer.from(hash, 'base64url'));
  return isSame && kept !== undefined;
}
