import type { AddressMove, AddressStore, BoundMember, OwnRow } from '#domain/members/address-store';
import { activationWrite, usedWrite } from './activation-rows.ts';
import { auditWrite } from './audit-trail.ts';
import { customerWrite, readCustomer } from './customer-store.ts';
import { keys } from './keys.ts';
import { isMember, memberFrom, memberWrites, movedWrites } from './member-rows.ts';
import { membershipsFrom } from './membership-rows.ts';
import type { Table, Write } from './table.ts';

/** The rows of a person, by the item that lists them for the authorizer. */
export class DynamoAddressStore implements AddressStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async rowsOf(subject: string): Promise<OwnRow[]> {
    const item = await this.#table.get(keys.membershipsOfPerson(subject));
    const { memberships } = item ? membershipsFrom(item, subject) : { memberships: [] };
    const rows = await Promise.all(
      memberships.map(async ({ member: { customerId, id } }) => {
        const [row, customer] = await Promise.all([
          this.#table.get(keys.member(customerId, id)),
          readCustomer(this.#table, customerId),
        ]);
        const member = row && isMember(row) ? memberFrom(row) : undefined;
        return member?.subject === subject && customer
          ? [{ member: member as BoundMember, customer }]
          : [];
      }),
    );
    return rows.flat();
  }

  async isMember(customerId: string, id: string): Promise<boolean> {
    const row = await this.#table.get(keys.member(customerId, id));
    return row !== undefined && isMember(row);
  }

  ask({ customer, member, activation, audit }: Parameters<AddressStore['ask']>[0]) {
    return this.write([
      customerWrite(customer),
      ...memberWrites(member, customer),
      activationWrite(activation),
      auditWrite(audit),
    ]);
  }

  move({ customer, from, to, audit, used }: AddressMove) {
    return this.write([
      customerWrite(customer),
      ...movedWrites({ from, to }, customer, audit.at),
      ...(used ? [usedWrite(used)] : []),
      auditWrite(audit),
    ]);
  }

  private async write(writes: Write[]): Promise<'saved' | 'stale'> {
    return (await this.#table.writeTogether(writes)) ? 'stale' : 'saved';
  }
}
