import type { InvoiceRecord } from '#domain/accounting/invoice-record';
import { type Money, money } from '#domain/money';
import { amountCell, type CsvCell, csvFile, type DecimalMark, percentOf } from './csv.ts';

/** In French for people, in the words of the API for programs. */
const headings = {
  comma: {
    columns: [
      'Numéro',
      'Nature',
      'État',
      'Date d’émission',
      'Date d’échéance',
      'Client',
      'E-mail',
      'SIREN',
      'N° TVA',
      'Pays',
      'Devise',
      'Total HT',
    ],
    net: (rate: string) => `HT à ${rate} %`,
    vat: (rate: string) => `TVA ${rate} %`,
    rest: ['Total TTC', 'Payé', 'Crédité', 'Reste à payer', 'Paiement', 'Facture corrigée'],
    kinds: { invoice: 'Facture', credit_note: 'Avoir', deposit: 'Acompte' },
    statuses: {
      issued: 'Émise',
      generated: 'Générée',
      sent: 'Envoyée',
      overdue: 'En retard',
      paid: 'Payée',
      cancelled: 'Annulée',
    },
  },
  point: {
    columns: [
      'number',
      'kind',
      'status',
      'issueDate',
      'dueDate',
      'customerName',
      'customerEmail',
      'customerSiren',
      'customerVatNumber',
      'customerCountry',
      'currency',
      'net',
    ],
    net: (rate: string) => `net_${rate}`,
    vat: (rate: string) => `vat_${rate}`,
    rest: ['gross', 'paid', 'credited', 'remaining', 'paymentId', 'corrects'],
    kinds: { invoice: 'invoice', credit_note: 'credit_note', deposit: 'deposit' },
    statuses: {
      issued: 'issued',
      generated: 'generated',
      sent: 'sent',
      overdue: 'overdue',
      paid: 'paid',
      cancelled: 'cancelled',
    },
  },
} as const;

/**
 * The list of invoices: a line for each document, and for each rate that occurs a column of its net
 * and one of its VAT, as an accountant adds them up. Currencies are never added: filter by theirs.
 */
export function invoiceTable(records: readonly InvoiceRecord[], mark: DecimalMark): string {
  const { columns, net, vat, rest } = headings[mark];
  const rates = [...new Set(records.flatMap((record) => record.vat.map(({ vatRate }) => vatRate)))];
  rates.sort((a, b) => b - a);
  const rateColumns = rates
    .map((rate) => percentOf(rate, mark))
    .flatMap((rate) => [net(rate), vat(rate)]);
  return csvFile(
    [...columns, ...rateColumns, ...rest],
    records.map((record) => cellsOf(record, rates, mark)),
  );
}

function cellsOf(record: InvoiceRecord, rates: readonly number[], mark: DecimalMark): CsvCell[] {
  const { customer, currency } = record;
  const amount = (minor: number) => amountCell(money(minor, currency) satisfies Money, mark);
  return [
    record.number,
    headings[mark].kinds[record.kind],
    headings[mark].statuses[record.status],
    record.issueDate,
    record.dueDate,
    customer.name,
    customer.email,
    customer.siren ?? null,
    customer.vatNumber ?? null,
    customer.country ?? null,
    currency,
    amount(record.netMinor),
    ...rates.flatMap((rate) => {
      const groups = record.vat.filter(({ vatRate }) => vatRate === rate);
      if (groups.length === 0) return [null, null];
      return [sumOf(groups, 'netMinor'), sumOf(groups, 'vatMinor')].map(amount);
    }),
    ...[record.grossMinor, record.paidMinor, record.creditedMinor, record.remainingMinor].map(
      amount,
    ),
    record.paymentId ?? null,
    record.corrects ?? null,
  ];
}

const sumOf = (groups: InvoiceRecord['vat'], field: 'netMinor' | 'vatMinor'): number =>
  groups.reduce((sum, group) => sum + group[field], 0);
