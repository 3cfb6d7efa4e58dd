import type { Customer } from '#domain/customers/customer';
import type {
  Claimant,
  GuestCustomers,
  GuestCustomerWrite,
} from '#domain/customers/guest-customer';
import { activationWrite } from './activation-rows.ts';
import { auditWrite } from './audit-trail.ts';
import { customerWrite, readCustomer } from './customer-store.ts';
import { indexes } from './keys.ts';
import { claimWrite, readClaim } from './mailbox-claims.ts';
import { isMember, memberFrom } from './member-rows.ts';
import { keyOf } from './stored.ts';
import { keyIsFree, type Table, type Write } from './table.ts';

export class DynamoGuestCustomers implements GuestCustomers {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async claimantOf(mailbox: string): Promise<Claimant | undefined> {
    const claim = await readClaim(this.#table, mailbox);
    if (!claim) return undefined;
    const { customerId } = claim;
    return { customerId, customer: await readCustomer(this.#table, customerId) };
  }

  /** By the index, which may be behind by a moment: such a member was added just now. */
  async ownedBy(mailbox: string): Promise<Customer[]> {
    const { items } = await this.#table.query({
      IndexName: 'owner',
      KeyConditionExpression: 'ownerPk = :pk',
      values: { ':pk': indexes.mailbox(mailbox, '').ownerPk },
    });
    const rows = await this.#table.getMany(items.map(keyOf), { isConsistent: true });
    const owners = rows
      .filter(isMember)
      .map(memberFrom)
      .filter(({ role }) => role === 'owner');
    const customers = await Promise.all(
      owners.map(({ customerId }) => readCustomer(this.#table, customerId)),
    );
    return customers.filter((customer) => customer !== undefined);
  }
}

/** Part of the transaction of the order, or whatever else the customer is needed for. */
export const guestCustomerWrites = ({
  customer,
  claim,
  activation,
  audit,
}: GuestCustomerWrite): Write[] => [
  customer.version === 1 ? customerWrite(customer, keyIsFree) : customerWrite(customer),
  ...(claim ? [claimWrite(claim)] : []),
  activationWrite(activation),
  ...(audit ? [auditWrite(audit)] : []),
];
