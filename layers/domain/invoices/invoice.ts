import type { Currency, Locale } from '../money.ts';
import type { ExemptionReason } from './exemption.ts';
import type { Discount, Tax, TaxedLine } from './line.ts';
import type { UnitPrice } from './unit-price.ts';

export type PostalAddress = {
  street: string;
  /** An address line besides the street: building, floor, `c/o` (EN 16931: BT-36, BT-51). */
  street2?: string;
  postalCode?: string;
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
};

/**
 * The seller, with everything that French law requires on an invoice (CGI ann. II art. 242 nonies
 * A, R123-237).
 */
export type Seller = {
  name: string;
  /** For example `SAS`; a sole trader has none, and a name that ends in `EI`. */
  legalForm?: string;
  /** Share capital as printed, for example `10 000 €`. */
  shareCapital?: string;
  address: PostalAddress;
  /** 9 digits. */
  siren: string;
  /** 14 digits, starting with the SIREN. */
  siret: string;
  /** City of the trade register: printed `RCS Paris 123 456 789`. */
  rcsCity?: string;
  /** Absent under the franchise en base (CGI art. 293 B). */
  vatNumber?: string;
  email: string;
  phone?: string;
  website?: string;
  /** VAT rate of a line without its own, in basis points: 2000 is 20 %. */
  defaultVatRate: number;
  /** Why the default rate is 0 although the seller has a VAT number. */
  defaultExemption?: ExemptionReason;
  /** The kind of lines without their own, for the mention of ann. II 242 nonies A, 8° bis. */
  supplies: 'goods' | 'services';
  /** Prints "Option pour le paiement de la taxe d'après les débits" (11° bis). */
  paysVatOnDebits?: boolean;
  /** IANA zone of the seller's calendar days. */
  timeZone: string;
};

export type InvoiceParty = {
  kind: 'person' | 'company';
  name: string;
  email: string;
  phone?: string;
  address?: PostalAddress;
  siren?: string;
  vatNumber?: string;
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
};

/**
 * The immutable content of an issued invoice: everything that its PDF prints and nothing else.
 *
 * Frozen together with its number in one transaction; never edited, never deleted. Dates without
 * time are calendar days in the seller's zone. Amounts are minor units of `currency`.
 */
export type InvoiceContent = {
  kind: 'invoice';
  /** `FA-2026-000001`. */
  number: string;
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
