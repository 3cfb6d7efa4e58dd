import type { AuditEntry } from '#domain/audit/audit-entry';
import type { Customer } from '#domain/customers/customer';
import type { CustomerStore } from '#domain/customers/customer-store';
import type { DomainEvent } from '#vocabulary/events';
import { MemoryAuditTrail } from './memory-audit-trail.ts';
import { type PageRequest, pageOf } from './memory-pages.ts';

/** What stores beside it write together with the customer. */
type Beside = { audit?: AuditEntry; event?: DomainEvent; write?: () => void };

/** Keeps the promises of the port; the stores of projects, members and subscriptions share it. */
export class MemoryCustomerStore implements CustomerStore {
  readonly rows = new Map<string, Customer>();
  readonly outbox = new Map<string, DomainEvent>();
  readonly audit: MemoryAuditTrail;

  constructor(audit = new MemoryAuditTrail()) {
    this.audit = audit;
  }

  async createOrGet(customer: Customer, audit: AuditEntry): Promise<Customer> {
    if (!this.rows.has(customer.id)) {
      this.rows.set(customer.id, structuredClone(customer));
      await this.audit.record(audit);
    }
    return (await this.find(customer.id))!;
  }

  async find(id: string): Promise<Customer | undefined> {
    return structuredClone(this.rows.get(id));
  }

  async list(page: PageRequest) {
    const newestFirst = [...this.rows.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
    const { items, nextCursor } = pageOf(newestFirst, page, {
      list: 'customers',
      idOf: ({ id }) => id,
    });
    return { customers: items, nextCursor };
  }

  async save(customer: Customer, tells: Beside): Promise<'saved' | 'stale'> {
    return this.writeTogether(customer, tells);
  }

  /** All or nothing, without a pause between looking and writing. */
  writeTogether(customer: Customer | undefined, beside: Beside): 'saved' | 'stale' {
    if (customer && this.rows.get(customer.id)?.version !== customer.version - 1) return 'stale';
    if (customer) this.rows.set(customer.id, structuredClone(customer));
    beside.write?.();
    if (beside.event) this.outbox.set(beside.event.id, structuredClone(beside.event));
    if (beside.audit) void this.audit.record(beside.audit);
    return 'saved';
  }

  eventsOf(type: DomainEvent['type']): DomainEvent[] {
    return [...this.outbox.values()].filter((event) => event.type === type);
  }
}
