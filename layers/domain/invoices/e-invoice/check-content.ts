import type { InvoiceContent } from '../invoice.ts';
import { amountRules } from './amount-rules.ts';
import type { BrokenRule } from './broken-rule.ts';
import { dateRules } from './date-rules.ts';
import { partyRules } from './party-rules.ts';
import { taxRules } from './tax-rules.ts';

/**
 * No lawful electronic invoice can be made of a sale. Nothing the buyer can mend: the money has
 * been taken. The job that met it is tried again and then raises its alarm; no number is used.
 */
export class InvoiceRefusedError extends Error {
  readonly rules: readonly BrokenRule[];

  constructor(rules: readonly BrokenRule[]) {
    super(`no invoice can be made: ${rules.map(({ rule, why }) => `${rule} (${why})`).join(', ')}`);
    this.name = 'InvoiceRefusedError';
    this.rules = rules;
  }
}

/**
 * The rules of EN 16931 and XP Z12-012 that a content can break, on the content itself; empty for
 * one that may be issued. What the XML has by construction (profile, type, the three mentions,
 * both electronic addresses) needs no rule here: the schema and the reference documents hold it.
 */
export const brokenRules = (content: InvoiceContent): BrokenRule[] => [
  ...dateRules(content),
  ...partyRules(content),
  ...taxRules(content),
  ...amountRules(content),
];

/**
 * The gate before a number: an issued invoice is never taken back, so it must be right before.
 *
 * @throws InvoiceRefusedError that names every broken rule.
 */
export function requireIssuable(content: InvoiceContent): void {
  const rules = brokenRules(content);
  if (rules.length > 0) throw new InvoiceRefusedError(rules);
}
