import type { Day } from '../calendar/day.ts';
import { countryOf, natureOf } from '../invoices/e-invoice/routing.ts';
import type { InvoiceContent } from '../invoices/invoice.ts';
import type { Invoice } from '../invoices/invoice-store.ts';
import type { Currency } from '../money.ts';
import { type Category, type DeclaredPart, declaredParts, inEuro } from './declared-parts.ts';

/** Calendar days in the seller's zone, both included. */
export type DeclaredPeriod = { from: Day; to: Day };

/** Net in minor units of the sale's currency, VAT in cents. Credit notes make them smaller. */
type DeclaredRate = { vatRate: number; netMinor: number; vatEuroMinor: number };

/** A day's sales to consumers in one category and currency (flow 10.3). */
export type DayOfSales = {
  day: string;
  category: Category;
  currency: Currency;
  /** Documents, credit notes included. */
  transactions: number;
  rates: DeclaredRate[];
};

/** What consumers paid in a day at one rate for services taxed on payment (flow 10.4); cents. */
export type DayOfPayments = { day: string; vatRate: number; grossEuroMinor: number };

/** A document to a company abroad, each declared by itself (flows 10.1 and 10.2). */
export type SaleAbroad = {
  number: string;
  kind: InvoiceContent['kind'];
  day: string;
  /** ISO 3166-1. */
  country: string;
  vatNumber?: string;
  currency: Currency;
  /** By category and rate; of a credit note, to be subtracted. */
  parts: (DeclaredRate & { category: Category })[];
  /** Absent until it is paid. */
  paidDate?: string;
};

export type Declaration = {
  sales: DayOfSales[];
  payments: DayOfPayments[];
  abroad: SaleAbroad[];
  /** How many documents were left out because a platform carries them. */
  byPlatform: number;
  /** Documents to French companies without a SIREN: a person must find out what they are. */
  withoutSiren: string[];
};

/**
 * Sums up documents for the tax administration (CGI art. 290 and 290 A, ann. II 242 nonies M to P),
 * whatever their order. Each document is told of once when it was issued, and once more when it was
 * paid later.
 */
export class DeclarationBook {
  readonly #period: DeclaredPeriod;
  readonly #sales = new Map<string, DayOfSales>();
  readonly #payments = new Map<string, DayOfPayments>();
  readonly #abroad: SaleAbroad[] = [];
  readonly #withoutSiren: string[] = [];
  #byPlatform = 0;

  constructor(period: DeclaredPeriod) {
    this.#period = period;
  }

  /** An invoice, a deposit or a credit note that was issued. */
  addIssued(invoice: Invoice): void {
    const { content } = invoice;
    if (!this.#holds(content.issueDate)) return;
    const nature = natureOf(content);
    switch (nature) {
      case 'B2C':
        this.#addSale(content);
        if (content.payment) this.#addPayment(content, content.payment.paidDate, 1);
        if (isMoneyBack(invoice)) this.#addPayment(content, content.issueDate, -1);
        return;
      case 'B2BINT':
        this.#abroad.push(abroadOf(invoice));
        return;
      case 'B2B':
        this.#byPlatform += 1;
        return;
      case undefined:
        this.#withoutSiren.push(content.number);
    }
  }

  /** An invoice that was paid after it was issued, perhaps long before. */
  addPaidLater({ content, paidBy }: Invoice): void {
    if (paidBy && natureOf(content) === 'B2C') this.#addPayment(content, paidBy.paidDate, 1);
  }

  close(): Declaration {
    const byDay = (a: { day: string }, b: { day: string }) => a.day.localeCompare(b.day);
    const sales = [...this.#sales.values()].sort(
      (a, b) =>
        byDay(a, b) || a.category.localeCompare(b.category) || a.currency.localeCompare(b.currency),
    );
    for (const { rates } of sales) rates.sort((a, b) => b.vatRate - a.vatRate);
    return {
      sales,
      payments: [...this.#payments.values()].sort((a, b) => byDay(a, b) || b.vatRate - a.vatRate),
      abroad: this.#abroad.toSorted((a, b) => a.number.localeCompare(b.number)),
      byPlatform: this.#byPlatform,
      withoutSiren: this.#withoutSiren.toSorted(),
    };
  }

  #holds = (day: string): boolean => day >= this.#period.from && day <= this.#period.to;

  #addSale(content: InvoiceContent): void {
    const { issueDate: day, currency, kind } = content;
    const sign = kind === 'credit_note' ? -1 : 1;
    const byCategory = Map.groupBy(declaredParts(content), ({ category }) => category);
    for (const [category, parts] of byCategory) {
      const name = `${day} ${category} ${currency}`;
      const sum = this.#sales.get(name) ?? { day, category, currency, transactions: 0, rates: [] };
      this.#sales.set(name, sum);
      sum.transactions += 1;
      for (const part of parts) addTo(sum.rates, part, sign);
    }
  }

  /**
   * Only services whose VAT is due on payment. A payment from before the invoice counts on the
   * invoice's day: a declaration that was sent never changes because an invoice was late.
   */
  #addPayment(content: InvoiceContent, paidDate: string, sign: 1 | -1): void {
    const day = paidDate > content.issueDate ? paidDate : content.issueDate;
    if (!this.#holds(day)) return;
    for (const { vatRate, grossEuroMinor } of collectedParts(content)) {
      const name = `${day} ${vatRate}`;
      const sum = this.#payments.get(name) ?? { day, vatRate, grossEuroMinor: 0 };
      this.#payments.set(name, sum);
      sum.grossEuroMinor += sign * grossEuroMinor;
    }
  }
}

/** Parts of a document whose VAT is due on payment, VAT included, in cents; one for each rate. */
export function collectedParts(
  content: InvoiceContent,
): { vatRate: number; grossEuroMinor: number }[] {
  if (content.seller.paysVatOnDebits) return [];
  const services = declaredParts(content).filter(({ category }) => category === 'TPS1');
  const byRate = Map.groupBy(services, ({ vatRate }) => vatRate);
  return [...byRate].map(([vatRate, parts]) => ({
    vatRate,
    grossEuroMinor: parts.reduce(
      (sum, { netMinor, vatEuroMinor }) => sum + inEuro(netMinor, content.currency) + vatEuroMinor,
      0,
    ),
  }));
}

/** A credit note whose money went back, or pays another invoice; others correct what was never paid. */
const isMoneyBack = ({ credit, content }: Invoice): boolean =>
  content.replacedBy !== undefined ||
  (credit !== undefined && ('refundId' in credit.cause || 'lostMinor' in credit.cause));

function abroadOf({ content, paidBy }: Invoice): SaleAbroad {
  const { number, kind, issueDate: day, currency, customer, seller, payment } = content;
  const paidDate = (paidBy ?? payment)?.paidDate;
  return {
    ...{ number, kind, day, currency, country: countryOf(customer, seller) },
    ...(customer.vatNumber !== undefined && { vatNumber: customer.vatNumber }),
    parts: declaredParts(content).map(({ category, vatRate, netMinor, vatEuroMinor }) => ({
      ...{ category, vatRate, netMinor, vatEuroMinor },
    })),
    ...(paidDate !== undefined && { paidDate }),
  };
}

function addTo(rates: DeclaredRate[], part: DeclaredPart, sign: 1 | -1): void {
  const known = rates.find(({ vatRate }) => vatRate === part.vatRate);
  const sum = known ?? { vatRate: part.vatRate, netMinor: 0, vatEuroMinor: 0 };
  if (!known) rates.push(sum);
  sum.netMinor += sign * part.netMinor;
  sum.vatEuroMinor += sign * part.vatEuroMinor;
}
