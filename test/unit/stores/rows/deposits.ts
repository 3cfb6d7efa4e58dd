import type { SubtractedDeposit } from '#domain/invoices/invoice';

export const aSubtractedDeposit: SubtractedDeposit = {
  number: 'AC-2026-000001',
  issueDate: '2026-02-01',
  netMinor: 1_000,
  vatMinor: 200,
  grossMinor: 1_200,
};

/** Each required field of a subtracted deposit, as no invoice may have it. */
export const brokenDeposits = {
  'content.deposits.0.number': '',
  'content.deposits.0.issueDate': '1er février',
  'content.deposits.0.netMinor': 0.5,
  'content.deposits.0.vatMinor': '200',
  'content.deposits.0.grossMinor': -1,
};
