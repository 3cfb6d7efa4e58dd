import type { AuditEntry } from '#domain/audit/audit-entry';
import type { AddressCorrection } from '#domain/customers/correct-address';
import type { Customer } from '#domain/customers/customer';
import type { CustomerStore, CustomerTells, SaveOutcome } from '#domain/customers/customer-store';
import { mailboxHash } from '#domain/members/mailbox';
import type { Places } from '#domain/plans/plan';
import { checkAtOf, type Subscription } from '#domain/subscriptions/subscription';
import { locales } from '#vocabulary/locales';
import { activationMails, activationWrite } from './activation-rows.ts';
import { archivingWrites } from './archiving.ts';
import { auditWrite } from './audit-trail.ts';
import { cursorAfter, partitionOf, startAfter } from './cursors.ts';
import {
  count,
  currency,
  day,
  flag,
  instant,
  listOf,
  mapWith,
  oneOf,
  optional,
  text,
} from './fields.ts';
import { indexes, keys } from './keys.ts';
import { claimWrite, releaseOf } from './mailbox-claims.ts';
import { eventWrite } from './outbox.ts';
import { keyOf, stored } from './stored.ts';
import { keyIsFree, type Part, type Table, versionBefore, type Write } from './table.ts';

const allCustomers = partitionOf('CUSTOMERS', { index: 'collection' });

export class DynamoCustomerStore implements CustomerStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async createOrGet(customer: Customer, audit: AuditEntry): Promise<Customer> {
    const creation = [customerWrite(customer, keyIsFree), auditWrite(audit)];
    const claim = { mailbox: mailboxHash(customer.email), customerId: customer.id };
    const refusals = await this.#table.writeTogether([...creation, claimWrite(claim)]);
    if (!refusals) return customer;
    const known = await this.find(customer.id);
    if (known) return known;
    // The customer who claimed the mailbox first keeps it.
    const isClaimed = refusals[creation.length]?.existing !== undefined;
    const again = isClaimed ? creation : [...creation, claimWrite(claim)];
    const others = await this.#table.writeTogether(again);
    return others ? ((await this.find(customer.id)) ?? customer) : customer;
  }

  find(id: string): Promise<Customer | undefined> {
    return readCustomer(this.#table, id);
  }

  async list({ limit, cursor }: { limit: number; cursor?: string }) {
    const { items, next } = await this.#table.query({
      IndexName: 'collection',
      KeyConditionExpression: 'collectionPk = :pk',
      values: { ':pk': allCustomers.partition },
      ScanIndexForward: false,
      Limit: limit,
      after: startAfter(cursor, allCustomers),
    });
    const rows = await this.#table.getMany(items.map(keyOf));
    return { customers: rows.map(customerFrom), nextCursor: cursorAfter(next, allCustomers) };
  }

  async save(
    customer: Customer,
    { audit, event, correction, isArchivingChanged }: CustomerTells,
  ): Promise<SaveOutcome> {
    const toMembers = isArchivingChanged ? await archivingWrites(this.#table, customer) : [];
    const refusals = await this.#table.writeTogether([
      customerWrite(customer),
      auditWrite(audit),
      ...(event ? [eventWrite(event)] : []),
      ...(correction ? correctionParts(correction) : []),
      ...toMembers,
    ]);
    return refusals ? 'stale' : 'saved';
  }
}

const correctionParts = ({ activation, claim, released }: AddressCorrection): Part[] => [
  activationWrite(activation),
  claimWrite(claim),
  ...(released ? [releaseOf(released)] : []),
];

/** Writes a whole customer with its index keys, unless it was written since it was read. */
export function customerWrite(customer: Customer, condition = versionBefore(customer)): Write {
  const { id, subscription } = customer;
  const inIndexes = {
    ...indexes.collection('CUSTOMERS', id),
    ...(subscription && indexes.due('SUBSCRIPTIONS', checkAtOf(subscription), id)),
  };
  return { put: { key: keys.customer(id), item: { ...customer, ...inIndexes }, condition } };
}

export async function readCustomer(table: Table, id: string): Promise<Customer | undefined> {
  const item = await table.get(keys.customer(id));
  return item && customerFrom(item);
}

const subscription = mapWith<Subscription>({
  planId: text,
  startedAt: instant,
  months: count,
  currentPeriodEnd: instant,
  currency,
  payments: listOf(text),
  remindedOf: optional(instant),
  endsAtPeriodEnd: optional(flag),
});

export const customerFrom = stored<Customer>({
  id: text,
  email: text,
  kind: oneOf('person', 'company'),
  locale: oneOf(...locales),
  timeZone: text,
  planId: text,
  state: optional(oneOf('inactive', 'erased')),
  erasedAt: optional(instant),
  activationVersion: optional(count),
  activationMails: optional(activationMails),
  subscription: optional(subscription),
  places: mapWith<Places>({ projects: count, members: count }),
  added: optional(
    mapWith<NonNullable<Customer['added']>>({
      day,
      projects: optional(count),
      members: optional(count),
    }),
  ),
  createdAt: instant,
  updatedAt: instant,
  archivedAt: optional(instant),
  version: count,
});
