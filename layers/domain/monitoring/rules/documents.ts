import type { Rule } from '../rule.ts';
import { byTrouble } from './by-trouble.ts';

const hour = 60;

/** What may go wrong with invoices and their documents. */
export const documentRules: readonly Rule[] = [
  byTrouble({
    name: 'invoice_refused',
    runbook: 'alert-invoice-refused',
    impact: {
      fr: 'Une facture ne peut pas être émise : il y manque ce que la loi exige.',
      en: 'An invoice cannot be issued: something that the law requires is missing.',
    },
    kind: 'invoice_refused',
    severity: 'high',
    minutes: hour,
  }),
  byTrouble({
    name: 'pdf_failed',
    runbook: 'alert-pdf-failed',
    impact: {
      fr: 'Une facture a son numéro, mais son PDF n’a pas pu être produit.',
      en: 'An invoice has its number, but its PDF could not be made.',
    },
    kind: 'pdf_failed',
    severity: 'medium',
    minutes: hour,
  }),
  byTrouble({
    name: 'pdf_too_large',
    runbook: 'alert-pdf-too-large',
    impact: {
      fr: 'Le PDF d’une facture dépasse 5 Mo : des messageries le refusent.',
      en: 'The PDF of an invoice is larger than 5 MB: mailboxes refuse it.',
    },
    kind: 'pdf_too_large',
    severity: 'low',
    minutes: hour,
  }),
  byTrouble({
    name: 'storage_failed',
    runbook: 'alert-storage-failed',
    impact: {
      fr: 'Des documents ne peuvent pas être enregistrés : les factures attendent.',
      en: 'Documents cannot be stored: invoices wait.',
    },
    kind: 'storage_failed',
    severity: 'high',
    minutes: 30,
    // Each write is tried again: one that fails is not lost.
    min: () => 3,
  }),
  byTrouble({
    name: 'counters_differed',
    runbook: 'alert-counters-differed',
    impact: {
      fr: 'Les chiffres de la surveillance s’écartaient des paiements ; ils ont été recomptés.',
      en: 'The figures of monitoring differed from the payments; they were counted again.',
    },
    kind: 'counters_differed',
    severity: 'low',
    minutes: hour,
  }),
];
