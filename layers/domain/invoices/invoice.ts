import type { PostalAddress, Seller } from '#vocabulary/seller';
import type { Currency, Locale } from '../money.ts';
import type { Discount, Tax, TaxedLine } from './line.ts';
import type { UnitPrice } from './unit-price.ts';

export type { PostalAddress, Seller } from '#vocabulary/seller';

export type InvoiceParty = {
  kind: 'person' | 'company';
  name: string;
  email: string;
  phone?: string;
  address?: PostalAddress;
  siren?: string;
  vatNumber?: string;
  /** The department that ordered, as the buyer names it (EN 16931: BT-10). */
  service?: string;
  /** The buyer's own number of the order (BT-13; Code de commerce L441-9). */
  purchaseOrder?: string;
  /** Where goods go, if not to the address (BG-15; CGI ann. II art. 242 nonies A, I 7° bis). */
  deliveryAddress?: PostalAddress;
};

/**
 * A sold line as an invoice prints it, with its net price (EN 16931: BG-25): `netMinor` (BT-131) is
 * the rounded product of quantity and unit price, less the line's discount; all lines less the
 * allowances are the invoice's net total. Documents older than `exemption` lack it.
 */
export type InvoiceLine = Omit<TaxedLine, 'unitGrossMinor' | 'discount'> &
  UnitPrice & {
    /** BG-27: already subtracted from `netMinor` and `grossMinor`. */
    discount?: Discount & { netMinor: number };
    netMinor: number;
    grossMinor: number;
  };

/** A discount on the whole invoice, at one rate (EN 16931: BG-20). Amounts are positive. */
export type InvoiceAllowance = Discount & Tax & { netMinor: number };

export type VatGroup = Tax & { netMinor: number; vatMinor: number };

export type InvoiceTotals = {
  netMinor: number;
  vatMinor: number;
  grossMinor: number;
  paidMinor: number;
  dueMinor: number;
  /** One entry for each rate, highest first; at rate 0 one for each reason. */
  vatGroups: VatGroup[];
};

/** The VAT in euro of an invoice in another currency (CGI art. 289 IV). */
export type VatInEuro = {
  vatMinor: number;
  /** Units of the invoice's currency for one euro, for example `655.957`. */
  rate: string;
};

/** The payment that paid an invoice. */
export type InvoicePayment = {
  id: string;
  method: string;
  provider: string;
  /** ISO 8601 UTC. */
  paidAt: string;
  paidDate: string;
  /** Of one that was paid past the providers: what proves it, and who said so. */
  proof?: string;
  by?: string;
};

/** The invoice that a credit note corrects: its number and its date (CGI art. 289, I-5). */
export type CorrectedInvoice = { number: string; issueDate: string };

/** A deposit's invoice that the final one subtracts (BG-3; its sum is within BT-113). */
export type SubtractedDeposit = {
  number: string;
  issueDate: string;
  netMinor: number;
  vatMinor: number;
  grossMinor: number;
};

/**
 * The immutable content of an issued invoice or credit note: everything that its PDF prints and
 * nothing else. A credit note is an invoice in law; its amounts are positive, and are given back.
 *
 * Frozen together with its number in one transaction; never edited, never deleted. Dates without
 * time are calendar days in the seller's zone. Amounts are minor units of `currency`.
 */
export type InvoiceContent = {
  kind: 'invoice' | 'credit_note' | 'deposit';
  /** `FA-2026-000001`, of a credit note `AV-2026-000001`, of a deposit `AC-2026-000001`. */
  number: string;
  /** Of a credit note, and of an invoice that replaces another one (EN 16931: BG-3). */
  corrects?: CorrectedInvoice;
  /** Of a credit note that takes back an invoice which nobody has paid: nothing is given back. */
  cancels?: true;
  /** Of a credit note over a paid invoice: the number of the one that the money now pays. */
  replacedBy?: string;
  /** Of the final invoice after deposits: what `totals.paidMinor` contains of them. */
  deposits?: SubtractedDeposit[];
  locale: Locale;
  currency: Currency;
  /** ISO 8601 UTC. */
  issuedAt: string;
  issueDate: string;
  supplyDate: string;
  /** First and last day of a billed period. */
  period?: { from: string; to: string };
  dueDate: string;
  seller: Seller;
  customer: InvoiceParty;
  lines: InvoiceLine[];
  /** Discounts on the whole; absent without any. */
  allowances?: InvoiceAllowance[];
  totals: InvoiceTotals;
  vatInEuro?: VatInEuro;
  /** Absent when it was issued before it was paid. */
  payment?: InvoicePayment;
  /** Legal texts valid on the issue date, in printing order. */
  mentions: string[];
};
