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
  defaultExemption?: { code?: string; text: string };
  /** The kind of lines without their own, for the mention of ann. II 242 nonies A, 8° bis. */
  supplies: 'goods' | 'services';
  /** Prints "Option pour le paiement de la taxe d'après les débits" (11° bis). */
  paysVatOnDebits?: boolean;
  /** IANA zone of the seller's calendar days. */
  timeZone: string;
};
