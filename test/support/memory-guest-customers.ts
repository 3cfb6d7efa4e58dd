import type { Activation } from '#domain/activations/activation';
import type {
  Claimant,
  GuestCustomers,
  GuestCustomerWrite,
} from '#domain/customers/guest-customer';
import { mailboxHash } from '#domain/members/mailbox';
import { MemoryMemberStore } from './memory-member-store.ts';

/** Keeps the promises of the port, over the members and customers that are kept. */
export class MemoryGuestCustomers implements GuestCustomers {
  readonly activations = new Map<string, Activation>();
  readonly members: MemoryMemberStore;

  constructor(members = new MemoryMemberStore()) {
    this.members = members;
  }

  async claimantOf(mailbox: string): Promise<Claimant | undefined> {
    const customerId = this.members.customers.claims.get(mailbox);
    if (customerId === undefined) return undefined;
    return { customerId, customer: await this.members.findCustomer(customerId) };
  }

  async ownedBy(mailbox: string) {
    const owners = [...this.members.rows.values()].filter(
      ({ role, email }) => role === 'owner' && mailboxHash(email) === mailbox,
    );
    const found = await Promise.all(
      owners.map(({ customerId }) => this.members.findCustomer(customerId)),
    );
    return found.filter((customer) => customer !== undefined);
  }

  /** All or nothing, without a pause between looking and writing. */
  async save(write: GuestCustomerWrite): Promise<'saved' | 'stale'> {
    const { customer, claim, activation, audit } = write;
    const { customers } = this.members;
    const isNew = customer.version === 1;
    if (isNew && customers.rows.has(customer.id)) return 'stale';
    if (claim && this.members.customers.claims.get(claim.mailbox) !== claim.before) return 'stale';
    if (this.activations.has(activation.activation.tokenHash)) return 'stale';
    const store = () => {
      if (claim) this.members.customers.claims.set(claim.mailbox, claim.customerId);
      this.activations.set(activation.activation.tokenHash, activation.activation);
    };
    if (isNew) customers.rows.set(customer.id, structuredClone(customer));
    const beside = { audit, event: activation.event, write: store };
    return customers.writeTogether(isNew ? undefined : customer, beside);
  }
}
