import { randomUUID } from 'node:crypto';
import { mailboxOf } from '#domain/members/mailbox';
import type { DirectoryUser, UserDirectory } from '#domain/members/user-directory';

type Person = DirectoryUser & { password?: string; signedOut: number };

/** Keeps the promises of the port, and shows the tests what was set. */
export class MemoryUserDirectory implements UserDirectory {
  readonly people = new Map<string, Person>();

  async create(email: string): Promise<DirectoryUser | 'exists'> {
    if (this.people.has(mailboxOf(email))) return 'exists';
    const subject = randomUUID();
    this.people.set(mailboxOf(email), { subject, signedOut: 0 });
    return { subject };
  }

  async find(email: string): Promise<DirectoryUser | undefined> {
    const person = this.people.get(mailboxOf(email));
    return person && { subject: person.subject };
  }

  async setPassword(subject: string, password: string): Promise<'set' | 'refused'> {
    const person = this.#by(subject);
    if (!person) throw new Error(`nobody is ${subject}`);
    if (password.length < 12) return 'refused';
    person.password = password;
    return 'set';
  }

  async changeAddress(subject: string, email: string): Promise<'changed' | 'taken' | 'gone'> {
    const known = [...this.people].find(([, person]) => person.subject === subject);
    if (!known) return 'gone';
    const holder = await this.find(email);
    if (holder && holder.subject !== subject) return 'taken';
    const [before, person] = known;
    this.people.delete(before);
    this.people.set(mailboxOf(email), person);
    return 'changed';
  }

  async signOutEverywhere(subject: string): Promise<void> {
    const person = this.#by(subject);
    if (person) person.signedOut += 1;
  }

  async remove(subject: string): Promise<void> {
    for (const [mailbox, person] of this.people)
      if (person.subject === subject) this.people.delete(mailbox);
  }

  #by = (subject: string) => [...this.people.values()].find((person) => person.subject === subject);
}
