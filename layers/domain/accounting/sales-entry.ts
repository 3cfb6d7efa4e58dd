import type { Accounts } from '#vocabulary/accounting';
import type { Day } from '../calendar/day.ts';
import type { InvoiceContent, SubtractedDeposit, VatGroup } from '../invoices/invoice.ts';
import type { Invoice } from '../invoices/invoice-store.ts';
import { shareByWeight } from '../invoices/shares.ts';
import { suppliesOfLine } from '../invoices/supplies.ts';
import { money } from '../money.ts';
import {
  type AccountingEntry,
  type AccountLine,
  euroOf,
  foreignOf,
  moving,
} from './accounting-entry.ts';
import { auxiliaryOf, customerAccount } from './customer-account.ts';

/** What a line credits, in the invoice's currency. */
type Credited = Pick<AccountLine, 'account' | 'name'> & { minor: number; of: 'net' | 'vat' };

/**
 * An issued document in the journal of sales: the customer owes it all, of which the sale is net and
 * the rest VAT, by rate. A credit note is entered the other way round.
 *
 * Of an invoice in francs the customer's line is exact to half a cent, and VAT is what the document
 * prints in euro (CGI art. 289 IV); the sale is the rest.
 */
export function salesEntry(invoice: Invoice, accounts: Accounts): AccountingEntry {
  const { id, customerId, credit, content } = invoice;
  const { customer, number, issueDate, issuedAt } = content;
  const sign = content.kind === 'credit_note' ? -1 : 1;
  return {
    id: number,
    journal: 'sales',
    day: issueDate as Day,
    at: issuedAt,
    piece: number,
    label: `${titles[content.kind]} ${number} ${customer.name}`,
    matter: credit?.invoiceId ?? id,
    lines: moving(
      linesOf(content, accounts, auxiliaryOf(customerId, customer.name)).map((line) => ({
        ...line,
        euroMinor: sign * line.euroMinor,
        ...(line.foreign && {
          foreign: money(sign * line.foreign.minor, line.foreign.currency),
        }),
      })),
    ),
  };
}

const titles: Record<InvoiceContent['kind'], string> = {
  invoice: 'Facture',
  credit_note: 'Avoir',
  deposit: 'Facture d’acompte',
};

/** Debits are what the customer owes, and what deposits have brought; credits the sale and its VAT. */
function linesOf(
  content: InvoiceContent,
  accounts: Accounts,
  auxiliary: ReturnType<typeof auxiliaryOf>,
): AccountLine[] {
  const { currency, totals, deposits = [] } = content;
  const credited = totals.vatGroups.flatMap((group) => creditedBy(group, content, accounts));
  const deposited = deposits.reduce((sum, { grossMinor }) => sum + grossMinor, 0);
  const debits = [
    lineOf(customerAccount(accounts, auxiliary), totals.grossMinor - deposited, currency),
    ...deposits.flatMap((deposit) => subtracted(deposit, content, accounts)),
  ];
  const owed = debits.reduce((sum, { euroMinor }) => sum + euroMinor, 0);
  const cents = centsOf(content, credited, owed);
  return merged([
    ...debits,
    ...credited.map(({ account, name, minor }, index) => ({
      account,
      name,
      euroMinor: 0 - cents[index]!,
      ...foreignOf({ minor: 0 - minor, currency }),
    })),
  ]);
}

const lineOf = (
  place: Pick<AccountLine, 'account' | 'name' | 'auxiliary'>,
  minor: number,
  currency: InvoiceContent['currency'],
): AccountLine => ({
  ...place,
  euroMinor: euroOf({ minor, currency })!,
  ...foreignOf({ minor, currency }),
});

/**
 * A deposit that the final invoice subtracts: what was received before the sale is no longer owed,
 * and its VAT, which the final invoice charges in full, was charged then. By the invoice's rates.
 */
function subtracted(
  { grossMinor, vatMinor }: SubtractedDeposit,
  { currency, totals: { vatGroups } }: InvoiceContent,
  accounts: Accounts,
): AccountLine[] {
  const weights = vatGroups.map((group) => Math.max(0, group.vatMinor));
  const shares = shareByWeight(vatMinor, weights);
  const vat = vatGroups.map(({ vatRate }, index) =>
    lineOf(vatAccount(vatRate, accounts), shares[index]!, currency),
  );
  const vatCents = vat.reduce((sum, { euroMinor }) => sum + euroMinor, 0);
  const net = lineOf(depositAccount(accounts), grossMinor - vatMinor, currency);
  return [{ ...net, euroMinor: euroOf({ minor: grossMinor, currency })! - vatCents }, ...vat];
}

/** In euro, what is credited adds up to what is debited, and VAT to what is printed. */
function centsOf(
  { currency, totals, vatInEuro }: InvoiceContent,
  credited: readonly Credited[],
  owed: number,
): number[] {
  if (currency === 'EUR') return credited.map(({ minor }) => minor);
  const vat = vatInEuro?.vatMinor ?? euroOf({ minor: totals.vatMinor, currency })!;
  const shared = (of: Credited['of'], total: number) =>
    shareByWeight(
      total,
      credited.map((one) => (one.of === of ? one.minor : 0)),
    );
  const [nets, vats] = [shared('net', owed - vat), shared('vat', vat)];
  return credited.map((_, index) => nets[index]! + vats[index]!);
}

/** A rate's VAT, and its net divided between goods and services by their lines. */
function creditedBy(group: VatGroup, content: InvoiceContent, accounts: Accounts): Credited[] {
  const { netMinor, vatMinor, vatRate } = group;
  const vat = { ...vatAccount(vatRate, accounts), minor: vatMinor, of: 'vat' as const };
  if (isOfDeposit(content))
    return [{ ...depositAccount(accounts), minor: netMinor, of: 'net' as const }, vat];
  const lines = content.lines.filter(
    (line) => line.vatRate === vatRate && line.exemption?.text === group.exemption?.text,
  );
  const weights = supplies.map((kind) =>
    lines
      .filter((line) => suppliesOfLine(line, content.seller) === kind)
      .reduce((sum, line) => sum + line.netMinor, 0),
  );
  const nets = dividedBy(weights, netMinor, content);
  return [
    ...supplies.map((kind, index) => ({
      account: accounts[kind],
      name: supplyNames[kind],
      minor: nets[index]!,
      of: 'net' as const,
    })),
    vat,
  ];
}

const supplies = ['services', 'goods'] as const;

/** A deposit's invoice, or the credit note that gives one back. */
const isOfDeposit = ({ kind, corrects }: InvoiceContent): boolean =>
  kind === 'deposit' || corrects?.number.startsWith('AC-') === true;

const depositAccount = ({ deposits }: Accounts) => ({
  account: deposits,
  name: 'Clients - avances et acomptes reçus',
});

const vatAccount = (vatRate: number, { vatPrefix }: Accounts) => ({
  account: `${vatPrefix}${String(vatRate).padStart(4, '0')}`,
  name: `TVA collectée ${String(vatRate / 100).replace('.', ',')} %`,
});

/** Lines that cancel each other out say nothing: then the seller's own kind has it all. */
function dividedBy(weights: number[], netMinor: number, { seller }: InvoiceContent): number[] {
  const isClear = weights.every((weight) => weight >= 0) && weights.some((weight) => weight > 0);
  if (isClear) return shareByWeight(netMinor, weights);
  return seller.supplies === 'services' ? [netMinor, 0] : [0, netMinor];
}

const supplyNames = {
  services: 'Prestations de services',
  goods: 'Ventes de marchandises',
} as const;

/** One line for each account. */
const merged = (lines: readonly AccountLine[]): AccountLine[] =>
  [...Map.groupBy(lines, ({ account }) => account).values()].map((same) => ({
    ...same[0]!,
    euroMinor: same.reduce((sum, { euroMinor }) => sum + euroMinor, 0),
    ...(same[0]!.foreign && {
      foreign: money(
        same.reduce((sum, { foreign }) => sum + foreign!.minor, 0),
        same[0]!.foreign.currency,
      ),
    }),
  }));
