/** Somebody who can sign in. The directory only checks credentials; the table says who may what. */
export type DirectoryUser = {
  /** The person's id in every token; never changes. */
  subject: string;
};

/**
 * Who can sign in to a pool. Addresses are compared as mailboxes.
 *
 * @throws SignInUnavailableError from each, when the directory is too busy.
 */
export type UserDirectory = {
  /** Adds a person with a proven address, without a password and without a mail. */
  create(email: string): Promise<DirectoryUser | 'exists'>;
  find(email: string): Promise<DirectoryUser | undefined>;
  /** `refused`: the directory's own rules are stricter. */
  setPassword(subject: string, password: string): Promise<'set' | 'refused'>;
  /**
   * Gives a person another address, which is proven; repeating it changes nothing. `taken`: somebody
   * else signs in with it; `gone`: there is no such person.
   */
  changeAddress(subject: string, email: string): Promise<'changed' | 'taken' | 'gone'>;
  /** Ends all sessions: no refresh token works any more. A person who is gone has none. */
  signOutEverywhere(subject: string): Promise<void>;
  /** Deletes the person; one who is gone already stays gone. */
  remove(subject: string): Promise<void>;
};
