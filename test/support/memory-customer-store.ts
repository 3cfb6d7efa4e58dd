import type { AuditEntry } from '#domain/audit/audit-entry';
import type { Customer } from '#domain/customers/customer';
import type { CustomerStore, CustomerTells } from '#domain/customers/customer-store';
import { mailboxHash } from '#domain/members/mailbox';
import type { DomainEvent } from '#vocabulary/events';
import { MemoryAuditTrail } from './memory-audit-trail.ts';
import { type PageRequest, pageOf } from './memory-pages.ts';

/** What stores beside it write together with the customer. */
type Beside = { audit?: AuditEntry; event?: DomainEvent; write?: () => void };

/** Keeps the promises of the port; the stores of projects, members and subscriptions share it. */
export class MemoryCustomerStore implements CustomerStore {
  readonly rows = new Map<string, Customer>();
  readonly outbox = new Map<string, DomainEvent>();
  /** The customer of each claimed mailbox, by its hash. */
  readonly claims = new Map<string, string>();
  readonly audit: MemoryAuditTrail;

  constructor(audit = new MemoryAuditTrail()) {
    this.audit = audit;
  }

  async createOrGet(customer: Customer, audit: AuditEntry): Promise<Customer> {
    if (!this.rows.has(customer.id)) {
      this.rows.set(customer.id, structuredClone(customer));
      const mailbox = mailboxHash(customer.email);
      this.claims.set(mailbox, this.claims.get(mailbox) ?? customer.id);
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

  async save(
    customer: Customer,
    { correction, ...tells }: Beside & Pick<CustomerTells, 'correction'>,
  ): Promise<'saved' | 'stale'> {
    if (!correction) return this.writeTogether(customer, tells);
    const { claim, released, activation } = correction;
    if (this.claims.get(claim.mailbox) !== claim.before) return 'stale';
    const write = () => {
      if (released) this.claims.delete(released.mailbox);
      this.claims.set(claim.mailbox, claim.customerId);
      this.outbox.set(activation.event.id, structuredClone(activation.event));
    };
    return this.writeTogether(customer, { ...tells, write });
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
