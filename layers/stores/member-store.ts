import type { Customer } from '#domain/customers/customer';
import type { Member } from '#domain/members/member';
import type { MemberStore, MemberWrite } from '#domain/members/member-store';
import { activationWrite } from './activation-rows.ts';
import { auditWrite } from './audit-trail.ts';
import { cursorAfter, partitionOf, startAfter } from './cursors.ts';
import { customerWrite, readCustomer } from './customer-store.ts';
import { indexes, keys } from './keys.ts';
import { isMember, memberFrom, memberWrites, removalWrites } from './member-rows.ts';
import { keyOf } from './stored.ts';
import type { Table, Write } from './table.ts';

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
    return this.write(memberWrites(member, write.customer), write);
  }

  remove(member: Member, write: MemberWrite): Promise<'saved' | 'stale'> {
    return this.write(removalWrites(member, write.audit.at), write);
  }

  async isElsewhere({ id, subject }: Member & { subject: string }): Promise<boolean> {
    const { items } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk',
      values: { ':pk': indexes.person(subject, id).collectionPk },
      Limit: 2,
    });
    return items.some((item) => keyOf(item).sk !== keys.member('', id).sk);
  }

  private async write(writes: Write[], { customer, audit, invitation }: MemberWrite) {
    const refusals = await this.#table.writeTogether([
      customerWrite(customer),
      ...writes,
      auditWrite(audit),
      ...(invitation ? [activationWrite(invitation)] : []),
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
