import type { RenewalStore } from '#domain/activations/activation-store';
import type { DomainEvent } from '#vocabulary/events';
import { activationWrite } from './activation-rows.ts';
import { customerWrite, readCustomer } from './customer-store.ts';
import { DynamoGuestCustomers } from './guest-customers.ts';
import { indexes, keys, ttlAfterDays } from './keys.ts';
import { isMember, memberFrom, memberWrites } from './member-rows.ts';
import { carrying } from './outbox.ts';
import { keyOf } from './stored.ts';
import { keyIsFree, type Table } from './table.ts';

/** Somebody may be invited by this many customers at once, and no more are mailed. */
const invitationsMax = 10;

export class DynamoRenewalStore implements RenewalStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async ask(mailbox: string, event: DomainEvent): Promise<void> {
    const minute = event.occurredAt.slice(0, 'YYYY-MM-DDThh:mm'.length);
    await this.#table.write({
      put: {
        key: keys.activationAsked(mailbox, minute),
        item: { ...carrying(event), ttl: ttlAfterDays(event.occurredAt, 1) },
        condition: keyIsFree,
      },
    });
  }

  async pendingAt(mailbox: string) {
    const guests = new DynamoGuestCustomers(this.#table);
    const [claimant, members] = await Promise.all([
      guests.claimantOf(mailbox),
      this.membersAt(mailbox),
    ]);
    const guest = claimant?.customer?.state === 'inactive' ? claimant.customer : undefined;
    const invited = await Promise.all(
      members
        .filter(({ subject, activationVersion }) => subject === undefined && activationVersion)
        .slice(0, invitationsMax)
        .map(async (member) => ({
          member,
          customer: await readCustomer(this.#table, member.customerId),
        })),
    );
    return {
      guest,
      invited: invited.flatMap(({ member, customer }) => (customer ? [{ member, customer }] : [])),
    };
  }

  async renew({ customer, member, activation }: Parameters<RenewalStore['renew']>[0]) {
    const refusals = await this.#table.writeTogether([
      customerWrite(customer),
      ...(member ? memberWrites(member, customer) : []),
      activationWrite(activation),
    ]);
    return refusals ? ('stale' as const) : ('saved' as const);
  }

  private async membersAt(mailbox: string) {
    const { items } = await this.#table.query({
      IndexName: 'owner',
      KeyConditionExpression: 'ownerPk = :pk',
      values: { ':pk': indexes.mailbox(mailbox, '').ownerPk },
    });
    const rows = await this.#table.getMany(items.map(keyOf), { isConsistent: true });
    return rows.filter(isMember).map(memberFrom);
  }
}
