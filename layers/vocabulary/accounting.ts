import type { ProviderName } from './providers.ts';

/** The accounts of the general chart (PCG) that the accounting file uses, each with its number. */
export type Accounts = {
  /** What customers owe; each customer is an auxiliary account. */
  customers: string;
  services: string;
  goods: string;
  /** VAT collected; four digits follow, the rate in basis points. */
  vatPrefix: string;
  /** Deposits received before the sale. */
  deposits: string;
  bank: string;
  /** Money with a wrong amount, until a person decides about it. */
  suspense: string;
  /** Money that a provider withholds until a dispute is over. */
  disputes: string;
  /** What each provider holds for the shop, where it is not the usual account. */
  providers: Partial<Record<ProviderName, string>>;
};

/** How the books are kept. */
export type Accounting = {
  accounts: Accounts;
  /** The month in which a fiscal year starts, 1 to 12. */
  firstMonth: number;
};

/** Also of a provider that the shop has left: its old payments stay in the books. */
export const providerAccounts: Record<ProviderName, string> = {
  stripe: '511510',
  paypal: '511520',
  cinetpay: '511530',
  external: '511540',
};
