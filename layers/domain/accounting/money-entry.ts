import { type Accounts, providerAccounts } from '#vocabulary/accounting';
import type { ProviderName } from '#vocabulary/providers';
import { dayAt } from '../calendar/day.ts';
import { type LedgerEntry, nameOf } from '../ledger/ledger-entry.ts';
import type { Account, Posting } from '../ledger/posting.ts';
import {
  type AccountingEntry,
  type AccountLine,
  euroOf,
  foreignOf,
  moving,
} from './accounting-entry.ts';
import type { BookedPayment } from './books.ts';
import { auxiliaryOf, customerAccount } from './customer-account.ts';

/** The payment whose money moved, and the invoice that it belongs to. */
export type MoneyContext = {
  payment: BookedPayment;
  /** Absent until it is issued, or for money in review. */
  invoice?: { id: string; customerId?: string; customerName: string };
  accounts: Accounts;
  /** IANA name: in whose calendar a day is. */
  timeZone: string;
};

/**
 * A ledger entry in the journal of money; undefined for a currency without a fixed rate, which a
 * person has to enter.
 *
 * What the ledger calls sales is here what the customer owed: the sale itself is entered with its
 * invoice. A lost dispute gives the customer's money back, as a refund does, and its credit note
 * takes the sale off; of money in review, which never had an invoice, suspense is reduced.
 */
export function moneyEntry(entry: LedgerEntry, context: MoneyContext): AccountingEntry | undefined {
  const { payment, invoice, timeZone } = context;
  const lines = entry.postings.map((posting) => linesOf(posting, context));
  if (!lines.every((pair) => pair !== undefined)) return undefined;
  const moved = moving(lines.flat());
  if (moved.length === 0) return undefined;
  return {
    id: `${payment.id}#${nameOf(entry)}`,
    journal: 'money',
    day: dayAt(Date.parse(entry.at), timeZone),
    at: entry.at,
    piece: entry.of?.startsWith('ref_') ? entry.of : payment.id,
    label: [titles[entry.fact], ...providerOf(payment), payment.id].join(' '),
    matter: invoice?.id ?? payment.id,
    lines: moved,
  };
}

const providerOf = ({ provider }: BookedPayment) => (provider === 'by_hand' ? [] : [provider]);

const titles: Record<LedgerEntry['fact'], string> = {
  captured: 'Encaissement',
  paid_by_hand: 'Règlement direct',
  refunded: 'Remboursement',
  refund_failed: 'Remboursement revenu',
  refund_recognised: 'Remboursement constaté',
  dispute_opened: 'Litige ouvert',
  dispute_won: 'Litige clos',
  dispute_lost: 'Litige perdu',
};

function linesOf({ from, to, money }: Posting, context: MoneyContext): AccountLine[] | undefined {
  const cents = euroOf(money);
  if (cents === undefined) return undefined;
  const { minor, currency } = money;
  return [
    { ...placeOf(to, context), euroMinor: cents, ...foreignOf(money) },
    {
      ...placeOf(from, context),
      euroMinor: 0 - cents,
      ...foreignOf({ minor: 0 - minor, currency }),
    },
  ];
}

type Place = Pick<AccountLine, 'account' | 'name' | 'auxiliary'>;

function placeOf(account: Account, context: MoneyContext): Place {
  const { payment, accounts } = context;
  switch (account) {
    case 'sales':
      return ofCustomer(context);
    case 'lost_disputes':
      return payment.status === 'review' ? suspenseOf(accounts) : ofCustomer(context);
    case 'suspense':
      return suspenseOf(accounts);
    case 'bank':
      return { account: accounts.bank, name: 'Banque' };
    case 'disputed':
      return { account: accounts.disputes, name: 'Sommes retenues pour litige' };
    default:
      return ofProvider(account.slice('provider:'.length) as ProviderName, accounts);
  }
}

const ofProvider = (provider: ProviderName, { providers }: Accounts): Place => ({
  account: providers[provider] ?? providerAccounts[provider],
  name: `Encaissements ${provider}`,
});

const suspenseOf = ({ suspense }: Accounts): Place => ({
  account: suspense,
  name: 'Compte d’attente',
});

const ofCustomer = ({ payment: { buyer }, invoice, accounts }: MoneyContext): Place =>
  customerAccount(
    accounts,
    invoice
      ? auxiliaryOf(invoice.customerId, invoice.customerName)
      : auxiliaryOf(buyer.customerId, buyer.name),
  );
