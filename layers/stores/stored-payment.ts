import * as z from 'zod/mini';
import type { Payment } from '#domain/payments/payment';
import type { Item } from './table.ts';

/** What rules decide by must be right in every row that is read; the rest is passed through. */
const decisive = z.looseObject({
  id: z.string(),
  status: z.enum([
    'pending',
    'processing',
    'completed',
    'failed',
    'cancelled',
    'expired',
    'review',
  ]),
  provider: z.enum(['stripe', 'paypal', 'cinetpay', 'external']),
  amount: z.object({ minor: z.int(), currency: z.enum(['EUR', 'XOF', 'XAF']) }),
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
