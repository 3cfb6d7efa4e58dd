import type { UserDirectory } from '../members/user-directory.ts';
import type { NoteTrouble } from './trouble.ts';

/** Notes when somebody who chose a password gets no account; never whom, since that is a person. */
export function notingPeople(users: UserDirectory, noteTrouble: NoteTrouble): UserDirectory {
  const noted = <Result>(made: Promise<Result>) =>
    made.catch(async (error: unknown) => {
      await noteTrouble({ kind: 'member_creation_failed', dimension: 'all' });
      throw error;
    });
  return {
    create: (email) => noted(users.create(email)),
    setPassword: (subject, password) => noted(users.setPassword(subject, password)),
    find: (email) => users.find(email),
    changeAddress: (subject, email) => users.changeAddress(subject, email),
    signOutEverywhere: (subject) => users.signOutEverywhere(subject),
    remove: (subject) => users.remove(subject),
  };
}
