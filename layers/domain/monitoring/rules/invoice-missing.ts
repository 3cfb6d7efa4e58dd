import type { Rule } from '../rule.ts';

const minuteMs = 60_000;

/** As many as a mail can name. */
const namedMax = 20;

/**
 * A work list of the last six hours: what is older is in the dead letters, and found by the nightly
 * check of all invoices.
 */
export const invoiceMissing: Rule = {
  name: 'invoice_missing',
  runbook: 'alert-invoice-missing',
  impact: {
    fr: 'Un acheteur a payé et n’a pas sa facture, que la loi exige.',
    en: 'A buyer has paid and has no invoice, which the law requires.',
  },
  over: {
    fr: 'Aucun paiement des six dernières heures n’attend sa facture. Les plus anciens : voyez la vérification de la nuit.',
    en: 'No payment of the last six hours waits for its invoice. For older ones look at the nightly check.',
  },
  opensAfter: 1,
  evaluate: ({ slots, now }, { invoiceMinutes }) => {
    const latest = now.getTime() - invoiceMinutes * minuteMs;
    const missing = slots
      .flatMap(({ uninvoiced }) => Object.entries(uninvoiced))
      .filter(([, paidAt]) => Date.parse(paidAt) <= latest)
      .map(([paymentId]) => paymentId)
      .sort();
    return [
      {
        rule: 'invoice_missing',
        dimension: 'shop',
        severity: 'high',
        holds: missing.length > 0,
        clears: missing.length === 0,
        evidence: { missing: missing.length, minutes: invoiceMinutes },
        objects: missing.slice(0, namedMax),
      },
    ];
  },
};
