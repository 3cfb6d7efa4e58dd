import type { Accounts } from '#vocabulary/accounting';

/** The accounts that a shop has without saying anything. */
export const theAccounts: Accounts = {
  customers: '411000',
  services: '706000',
  goods: '707000',
  vatPrefix: '44571',
  deposits: '419100',
  bank: '512000',
  suspense: '471000',
  disputes: '467000',
  providers: {},
};
