import type { AuditEntry } from '#domain/audit/audit-entry';
import type { Customer } from '#domain/customers/customer';
import type { CustomerStore, SaveOutcome } from '#domain/customers/customer-store';
import type { Places } from '#domain/plans/plan';
import { checkAtOf, type Subscription } from '#domain/subscriptions/subscription';
import type { DomainEvent } from '#vocabulary/events';
import { locales } from '#vocabulary/locales';
import { auditWrite } from './audit-trail.ts';
import { cursorAfter, partitionOf, startAfter } from './cursors.ts';
import { count, currency, day, instant, listOf, mapWith, oneOf, optional, text } from './fields.ts';
import { indexes, keys } from './keys.ts';
import { eventWrite } from './outbox.ts';
import { keyOf, stored } from './stored.ts';
import { type Condition, keyIsFree, type Table, type Write } from './table.ts';

const allCustomers = partitionOf('CUSTOMERS', { index: 'collection' });

export class DynamoCustomerStore implements CustomerStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async createOrGet(customer: Customer, audit: AuditEntry): Promise<Customer> {
    const refusals = await this.#table.writeTogether([
      customerWrite(customer, keyIsFree),
      auditWrite(audit),
    ]);
    return refusals ? ((await this.find(customer.id)) ?? customer) : customer;
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
    { audit, event }: { audit: AuditEntry; event?: DomainEvent },
  ): Promise<SaveOutcome> {
    const refusals = await this.#table.writeTogether([
      customerWrite(customer),
      auditWrite(audit),
      ...(event ? [eventWrite(event)] : []),
    ]);
    return refusals ? 'stale' : 'saved';
  }
}

/** Writes a whole customer with its index keys, unless it was written since it was read. */
export function customerWrite(customer: Customer, condition = nobodyWrote(customer)): Write {
  const { id, subscription } = customer;
  const inIndexes = {
    ...indexes.collection('CUSTOMERS', id),
    ...(subscription && indexes.due('SUBSCRIPTIONS', checkAtOf(subscription), id)),
  };
  return { put: { key: keys.customer(id), item: { ...customer, ...inIndexes }, condition } };
}

const nobodyWrote = ({ version }: Customer): Condition => ({
  expression: '#version = :before',
  names: { '#version': 'version' },
  values: { ':before': version - 1 },
});

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
});

const customerFrom = stored<Customer>({
  id: text,
  email: text,
  kind: oneOf('person', 'company'),
  locale: oneOf(...locales),
  timeZone: text,
  planId: text,
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
