import type { Accounts } from '#vocabulary/accounting';
import type { AccountLine, Auxiliary } from './accounting-entry.ts';

/** All who bought as guests; invoices name them. */
const guests: Auxiliary = { number: 'DIVERS', name: 'Clients divers' };

/** The auxiliary account of a customer; guests share one. */
export const auxiliaryOf = (customerId: string | undefined, name: string): Auxiliary =>
  customerId === undefined ? guests : { number: customerId, name };

/** Where what a customer owes is entered. */
export const customerAccount = (
  { customers }: Accounts,
  auxiliary: Auxiliary,
): Pick<AccountLine, 'account' | 'name' | 'auxiliary'> => ({
  account: customers,
  name: 'Clients',
  auxiliary,
});
