import * as z from 'zod/mini';
import type { Payment } from '#domain/payments/payment';
import { currencies } from '#vocabulary/currencies';
import { paymentStatuses } from '#vocabulary/payments';
import { providerNames } from '#vocabulary/providers';
import type { Item } from './table.ts';

/** What rules decide by must be right in every row that is read; the rest is passed through. */
const decisive = z.looseObject({
  id: z.string(),
  status: z.enum(paymentStatuses),
  provider: z.enum(providerNames),
  amount: z.object({ minor: z.int(), currency: z.enum(currencies) }),
  version: z.int(),
});

const storageAttributes = [
  'pk',
  'sk',
  'collectionPk',
  'collectionSk',
  'ownerPk',
  'ownerSk',
  'duePk',
  'dueSk',
  'askedAt',
];

/** Of a row that does not say who asked for the payment. */
const nobody = { initiator: { kind: 'link', isCustomer: false } };

/** @throws when the row is corrupt: a fault of ours, never the caller's. */
export function paymentFrom(item: Item): Payment {
  const payment: Item = { ...nobody, ...decisive.parse(item) };
  for (const attribute of storageAttributes) delete payment[attribute];
  return payment as unknown as Payment;
}
