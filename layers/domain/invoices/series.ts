/** What joins a document to its series; see docs/decisions/0052. */
export type ChainLink = {
  /** Hex: SHA-256 of the canonical content. */
  sha256?: string;
  /** Hex: `linkOf` the document before it; null for the first of a series; absent when unknown. */
  previous?: string | null;
};

/**
 * What was issued in one month in one currency; whole minor units. Of credit notes the sums are
 * positive as well. `paid` is what was paid when they were issued.
 */
export type MonthSums = {
  count: number;
  net: number;
  vat: number;
  gross: number;
  paid: number;
  paidCount: number;
};

/** By month and currency of issue, `11-EUR`, of a series' year. */
export type SeriesSums = Record<string, MonthSums>;

/** One gapless sequence, for example `FA-2026` or `AV-2026`: per seller, kind and year. */
export type Series = {
  name: string;
  /** `FA-2026-000123` has 123; before the first one, the number before it. */
  last: number;
  /** The first number, of a series that goes on where another system stopped; else 1. */
  first?: number;
  lastIssuedAt?: string;
  /** Hex: `linkOf` its last document; absent for a series from before the chain. */
  lastSha256?: string;
  /** Of what was issued since there are sums; absent before. */
  sums?: SeriesSums;
};
