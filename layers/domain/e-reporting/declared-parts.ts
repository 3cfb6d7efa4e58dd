import { vatInEuro } from '../invoices/compose-invoice.ts';
import { vatCategoryOf } from '../invoices/e-invoice/vat-breakdown.ts';
import type { InvoiceContent, VatGroup } from '../invoices/invoice.ts';
import type { Supplies, Tax } from '../invoices/line.ts';
import { shareByWeight } from '../invoices/shares.ts';
import { suppliesOfLine } from '../invoices/supplies.ts';
import type { Currency } from '../money.ts';

/**
 * Categories of transactions (e-reporting, G1.68): taxed goods, taxed services, not taxed in France,
 * on the margin.
 */
export type Category = 'TLB1' | 'TPS1' | 'TNT1' | 'TMA1';

/** What a document says of one rate, and of goods or services. Amounts are positive. */
export type DeclaredPart = {
  supplies: Supplies;
  category: Category;
  /** Basis points. */
  vatRate: number;
  /** Minor units of the document's currency. */
  netMinor: number;
  vatMinor: number;
  /** Cents (CGI art. 289 IV). */
  vatEuroMinor: number;
};

/** Second-hand goods, works of art, antiques, travel: VAT on the margin (directive, art. 306 to 333). */
const onMargin: ReadonlySet<string> = new Set(
  ['D', 'F', 'I', 'J'].map((which) => `VATEX-EU-${which}`),
);

function categoryOf(tax: Tax, supplies: Supplies): Category {
  if (onMargin.has(tax.exemption?.code ?? '')) return 'TMA1';
  if (vatCategoryOf(tax) !== 'S') return 'TNT1';
  return supplies === 'goods' ? 'TLB1' : 'TPS1';
}

/** An amount in cents, at the rate that invoices in francs use. */
export const inEuro = (minor: number, currency: Currency): number =>
  currency === 'EUR' ? minor : (vatInEuro(minor, currency)?.vatMinor ?? 0);

/**
 * A frozen content by rate, and by goods and services, to the unit: parts of a VAT group are shares
 * of its amounts by what its lines cost. Of a final invoice without its deposits, which are
 * documents of their own. Nothing of this needs to be stored: the content never changes.
 */
export function declaredParts(content: InvoiceContent): DeclaredPart[] {
  const { currency, totals, vatInEuro: frozen, deposits = [] } = content;
  const whole = totals.vatGroups.flatMap((group) => partsOfGroup(content, group));
  const euros =
    currency === 'EUR'
      ? whole.map(({ vatMinor }) => vatMinor)
      : shareByWeight(
          frozen?.vatMinor ?? 0,
          whole.map(({ vatMinor }) => vatMinor),
        );
  const parts = whole.map((part, index) => ({ ...part, vatEuroMinor: euros[index]! }));
  return deposits.reduce(
    (rest, { netMinor, vatMinor }) =>
      without(rest, { netMinor, vatMinor, vatEuroMinor: inEuro(vatMinor, currency) }),
    parts,
  );
}

const amounts = ['netMinor', 'vatMinor', 'vatEuroMinor'] as const;

/** Takes amounts off the parts, each in proportion to what is there. */
function without(
  parts: readonly DeclaredPart[],
  taken: Pick<DeclaredPart, (typeof amounts)[number]>,
): DeclaredPart[] {
  const shares = amounts.map((name) =>
    shareByWeight(
      taken[name],
      parts.map((part) => part[name]),
    ),
  );
  return parts.map((part, index) => ({
    ...part,
    netMinor: part.netMinor - shares[0]![index]!,
    vatMinor: part.vatMinor - shares[1]![index]!,
    vatEuroMinor: part.vatEuroMinor - shares[2]![index]!,
  }));
}

const kinds = ['goods', 'services'] as const satisfies Supplies[];

function partsOfGroup(
  { lines, seller }: InvoiceContent,
  group: VatGroup,
): Omit<DeclaredPart, 'vatEuroMinor'>[] {
  const own = lines.filter((line) => isTaxedAlike(line, group));
  const costs = kinds.map((kind) =>
    own
      .filter((line) => suppliesOfLine(line, seller) === kind)
      .reduce((sum, { netMinor }) => sum + Math.max(netMinor, 0), 0),
  );
  // Without a line of this rate, or with returns alone, it is what the seller usually sells.
  const isUnclear = costs.every((cost) => cost === 0);
  const weights = isUnclear ? kinds.map((kind) => (kind === seller.supplies ? 1 : 0)) : costs;
  const nets = shareByWeight(group.netMinor, weights);
  const vats = shareByWeight(group.vatMinor, weights);
  return kinds.flatMap((supplies, index) => {
    const [netMinor, vatMinor] = [nets[index]!, vats[index]!];
    if (weights[index] === 0) return [];
    const category = categoryOf(group, supplies);
    return { supplies, category, vatRate: group.vatRate, netMinor, vatMinor };
  });
}

const isTaxedAlike = (a: Tax, b: Tax): boolean =>
  a.vatRate === b.vatRate &&
  a.exemption?.code === b.exemption?.code &&
  a.exemption?.text === b.exemption?.text;
