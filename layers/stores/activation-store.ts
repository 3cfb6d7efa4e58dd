import type { ActivationStore, ActivationUse } from '#domain/activations/activation-store';
import { mailboxHash } from '#domain/members/mailbox';
import { type Member, memberIdOf } from '#domain/members/member';
import { readActivation, usedWrite } from './activation-rows.ts';
import { auditWrite } from './audit-trail.ts';
import { customerWrite, readCustomer } from './customer-store.ts';
import { indexes, keys } from './keys.ts';
import { isMember, memberFrom, memberWrites } from './member-rows.ts';
import { membershipRemoved, placeOf } from './membership-rows.ts';
import { eventWrite } from './outbox.ts';
import { keyOf } from './stored.ts';
import type { Table, Write } from './table.ts';

export class DynamoActivationStore implements ActivationStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(tokenHash: string) {
    const first = await readActivation(this.#table, tokenHash);
    if (!first) return undefined;
    const { customerId, email, memberId = memberIdOf(customerId, email) } = first;
    const [customer, row] = await Promise.all([
      readCustomer(this.#table, customerId),
      this.#table.get(keys.member(customerId, memberId)),
    ]);
    const member = row && isMember(row) ? memberFrom(row) : undefined;
    // Another click may have used it between the reads: then the rows are those of afterwards.
    const activation = first.usedAt ? first : await readActivation(this.#table, tokenHash);
    return activation && { activation, customer, member };
  }

  async isKnown(email: string): Promise<boolean> {
    const { items } = await this.#table.query({
      IndexName: 'owner',
      KeyConditionExpression: 'ownerPk = :pk',
      values: { ':pk': indexes.mailbox(mailboxHash(email), '').ownerPk },
    });
    const rows = await this.#table.getMany(items.map(keyOf));
    return rows
      .filter(isMember)
      .map(memberFrom)
      .some(({ subject }) => subject !== undefined);
  }

  async isBound(subject: string): Promise<boolean> {
    const { items } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk',
      values: { ':pk': indexes.person(subject, '').collectionPk },
      Limit: 1,
    });
    return items.length > 0;
  }

  async use({ activation, customer, member, audit, event }: ActivationUse) {
    const refusals = await this.#table.writeTogether([
      usedWrite(activation),
      customerWrite(customer),
      ...memberWrites(member, customer),
      ...(activation.purpose === 'member' ? [invitationRemoved(member)] : []),
      auditWrite(audit),
      ...(event ? [eventWrite(event)] : []),
    ]);
    return refusals ? ('stale' as const) : ('saved' as const);
  }
}

const invitationRemoved = ({ id, email }: Member): Write =>
  membershipRemoved(placeOf({ email }), id);
