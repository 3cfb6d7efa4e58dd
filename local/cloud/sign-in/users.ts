import { randomUUID } from 'node:crypto';
import { hashPassword, isPasswordOf, type PasswordHash } from './password.ts';

/** A person in a user pool. */
export type User = {
  poolId: string;
  /** Also the user name: the pools know people by address, so they choose the name themselves. */
  sub: string;
  email: string;
  isEmailVerified: boolean;
  name?: string;
  password?: PasswordHash;
  /** Whether the password was given by somebody else and must be replaced at the first sign-in. */
  isPasswordTemporary: boolean;
  groups: string[];
  isEnabled: boolean;
  /** In base 32; absent while the person has no second factor. */
  totpSecret?: string;
  createdAt: Date;
  changedAt: Date;
  /** Refresh tokens issued until then are dead (AdminUserGlobalSignOut). */
  signedOutAt?: Date;
};

type NewUser = Pick<User, 'email'> & Partial<Omit<User, 'poolId' | 'password'>>;

/** The pool has somebody with this address; Cognito answers UsernameExistsException. */
export class UserExists extends Error {
  override readonly name = 'UserExists';
}

/**
 * Everybody who can sign in here, by pool. The pages of sign-in and the Admin calls behind the
 * gateway share it. It lives as long as the local cloud does.
 */
export class Users {
  readonly #bySub = new Map<string, User>();

  /** @throws UserExists */
  add(poolId: string, { email, ...more }: NewUser): User {
    if (this.find(poolId, email)) throw new UserExists(`${poolId} has ${email} already`);
    const now = new Date();
    const user: User = {
      poolId,
      sub: randomUUID(),
      email,
      isEmailVerified: false,
      isPasswordTemporary: true,
      groups: [],
      isEnabled: true,
      createdAt: now,
      changedAt: now,
      ...more,
    };
    this.#bySub.set(user.sub, user);
    return user;
  }

  /** By user name or address; upper and lower case are equal, as `signInCaseSensitive` says. */
  find(poolId: string, name: string): User | undefined {
    const wanted = name.toLowerCase();
    return [...this.#bySub.values()].find(
      (user) =>
        user.poolId === poolId && (user.sub === wanted || user.email.toLowerCase() === wanted),
    );
  }

  list(poolId: string): User[] {
    return [...this.#bySub.values()].filter((user) => user.poolId === poolId);
  }

  change(user: User, changes: Partial<Omit<User, 'poolId' | 'sub'>>): void {
    Object.assign(user, changes, { changedAt: new Date() });
  }

  setPassword(user: User, password: string, { isPermanent }: { isPermanent: boolean }): void {
    this.change(user, { password: hashPassword(password), isPasswordTemporary: !isPermanent });
  }

  /** Sessions still hold the user, so it may no longer sign in either. */
  remove(user: User): void {
    user.isEnabled = false;
    this.#bySub.delete(user.sub);
  }

  /** Answers who it is, after the same work whether or not somebody has this name. */
  withPassword(poolId: string, name: string, password: string): User | undefined {
    const user = this.find(poolId, name);
    const isRight = isPasswordOf(password, user?.password);
    return isRight && user?.isEnabled ? user : undefined;
  }
}
