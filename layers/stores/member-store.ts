import type { Customer } from '#domain/customers/customer';
import { mailboxHash } from '#domain/members/mailbox';
import type { Member } from '#domain/members/member';
import type { MemberStore, MemberWrite } from '#domain/members/member-store';
import { auditWrite } from './audit-trail.ts';
import { cursorAfter, partitionOf, startAfter } from './cursors.ts';
import { customerWrite, readCustomer } from './customer-store.ts';
import { instant, oneOf, optional, text } from './fields.ts';
import { indexes, keys, ttlAfterDays } from './keys.ts';
import { stored } from './stored.ts';
import type { Item, Table } from './table.ts';

export class DynamoMemberStore implements MemberStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  findCustomer(id: string): Promise<Customer | undefined> {
    return readCustomer(this.#table, id);
  }

  async find(customerId: string, id: string): Promise<Member | undefined> {
    const item = await this.#table.get(keys.member(customerId, id));
    return item && isMember(item) ? memberFrom(item) : undefined;
  }

  add(member: Member, write: MemberWrite): Promise<'saved' | 'stale'> {
    return this.write(member, memberItem(member), write);
  }

  /** Empties the item at once; TTL deletes it later. */
  remove(member: Member, write: MemberWrite): Promise<'saved' | 'stale'> {
    return this.write(member, { ttl: ttlAfterDays(write.audit.at, 1) }, write);
  }

  private async write({ customerId, id }: Member, item: Item, { customer, audit }: MemberWrite) {
    const refusals = await this.#table.writeTogether([
      customerWrite(customer),
      { put: { key: keys.member(customerId, id), item } },
      auditWrite(audit),
    ]);
    return refusals ? 'stale' : 'saved';
  }

  async list(customerId: string, { limit, cursor }: { limit: number; cursor?: string }) {
    const reading = partitionOf(keys.member(customerId, '').pk, { sortPrefix: 'MEMBER#' });
    const { items, next } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :members)',
      values: { ':pk': reading.partition, ':members': reading.sortPrefix },
      ConsistentRead: true,
      Limit: limit,
      after: startAfter(cursor, reading),
    });
    return {
      members: items.filter(isMember).map(memberFrom),
      nextCursor: cursorAfter(next, reading),
    };
  }
}

/** A member with its index keys: by mailbox, and by person after the first sign-in. */
const memberItem = (member: Member): Item => ({
  ...member,
  ...indexes.mailbox(mailboxHash(member.email), member.id),
  ...(member.subject !== undefined && indexes.person(member.subject, member.id)),
});

/** A removed member's key remains until its TTL. */
export const isMember = ({ ttl }: Item): boolean => ttl === undefined;

export const memberFrom = stored<Member>({
  id: text,
  customerId: text,
  email: text,
  role: oneOf('owner', 'member'),
  addedAt: instant,
  subject: optional(text),
  revokedAt: optional(instant),
});
