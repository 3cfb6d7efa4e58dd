import type { Customer } from '#domain/customers/customer';
import {
  type DoneStep,
  type Erasure,
  type ErasureEnd,
  type ErasureStart,
  type ErasureStore,
  type KeptRecords,
  lastDoneAt,
} from '#domain/erasure/erasure';
import type { Member } from '#domain/members/member';
import type { DomainEvent } from '#vocabulary/events';
import { auditWrite } from './audit-trail.ts';
import { cursorAfter, partitionOf, startAfter } from './cursors.ts';
import { customerWrite, readCustomer } from './customer-store.ts';
import { count, hash, instant, listOf, mapWith, oneOf, optional, text } from './fields.ts';
import { indexes, keys } from './keys.ts';
import { DynamoMemberStore } from './member-store.ts';
import { membershipEnded } from './membership-rows.ts';
import { eventWrite } from './outbox.ts';

import { keyOf, stored } from './stored.ts';
import { keyIsFree, type Table, versionBefore, type Write } from './table.ts';

const allErasures = partitionOf('ERASURES', { index: 'collection' });

export class DynamoErasureStore implements ErasureStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(customerId: string): Promise<Erasure | undefined> {
    const item = await this.#table.get(keys.erasure(customerId));
    return item && erasureFrom(item);
  }

  findCustomer(customerId: string): Promise<Customer | undefined> {
    return readCustomer(this.#table, customerId);
  }

  async members(customerId: string): Promise<Member[]> {
    const members = new DynamoMemberStore(this.#table);
    const found: Member[] = [];
    let cursor: string | undefined;
    do {
      const page = await members.list(customerId, { limit: 100, cursor });
      found.push(...page.members);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return found;
  }

  async list({ limit, cursor }: { limit: number; cursor?: string }) {
    const { items, next } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk',
      values: { ':pk': allErasures.partition },
      ScanIndexForward: false,
      Limit: limit,
      after: startAfter(cursor, allErasures),
    });
    const rows = await this.#table.getMany(items.map(keyOf));
    return { erasures: rows.map(erasureFrom), nextCursor: cursorAfter(next, allErasures) };
  }

  async begin({ erasure, customer, audit, event }: ErasureStart): Promise<'saved' | 'stale'> {
    const outcome = await this.write([
      erasureWrite(erasure),
      customerWrite(customer),
      ...(audit ? [auditWrite(audit)] : []),
      ...(event ? [eventWrite(event)] : []),
    ]);
    // Where the authorizer looks. After a crash here the job does it, within moments.
    if (outcome === 'saved')
      for (const member of await this.members(customer.id))
        await this.#table.write(membershipEnded(member));
    return outcome;
  }

  async note(erasure: Erasure, event?: DomainEvent): Promise<'saved' | 'stale'> {
    if (event) return this.write([erasureWrite(erasure), eventWrite(event)]);
    return (await this.#table.write(erasureWrite(erasure))) ? 'stale' : 'saved';
  }

  async finish({ erasure, customer, event }: ErasureEnd): Promise<'saved' | 'stale'> {
    return this.write([erasureWrite(erasure), customerWrite(customer), eventWrite(event)]);
  }

  private async write(writes: readonly Write[]): Promise<'saved' | 'stale'> {
    return (await this.#table.writeTogether(writes)) ? 'stale' : 'saved';
  }
}

const erasureWrite = (erasure: Erasure): Write => ({
  put: {
    key: keys.erasure(erasure.customerId),
    item: { ...erasure, ...indexes.collection('ERASURES', erasure.customerId), ...dueOf(erasure) },
    condition: erasure.version === 1 ? keyIsFree : versionBefore(erasure),
  },
});

/** One that runs is looked for when it has stopped; its proof when it may go. */
function dueOf(erasure: Erasure) {
  const { customerId, state, reviewAt } = erasure;
  if (state === 'running') return indexes.due('ERASURES', lastDoneAt(erasure), customerId);
  return reviewAt === undefined ? {} : indexes.due('REVIEWS', reviewAt, customerId);
}

export const erasureFrom = stored<Erasure>({
  customerId: text,
  state: oneOf('running', 'done'),
  requestedAt: instant,
  requestedBy: text,
  requestId: text,
  takenUpAt: optional(instant),
  steps: listOf(mapWith<DoneStep>({ name: text, at: instant, count })),
  finishedAt: optional(instant),
  kept: listOf(mapWith<KeptRecords>({ kind: text, count, sha256: hash, basis: text })),
  reviewAt: optional(instant),
  version: count,
});
