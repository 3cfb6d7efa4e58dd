import { money } from '#domain/money';
import type { Order } from '#domain/orders/order';
import type { Product } from '#domain/products/product';
import { aNewId } from './customers.ts';

const createdAt = '2026-11-21T09:00:00.000Z';

/** A print on paper for 24.00 €; name what the test cares about. */
export const aProduct = (changes: Partial<Product> = {}): Product => ({
  id: aNewId('prd', changes.createdAt),
  name: 'Affiche A2',
  unitGrossMinor: 2_400,
  currency: 'EUR',
  vatRate: 2_000,
  supplies: 'goods',
  active: true,
  createdAt,
  updatedAt: createdAt,
  version: 1,
  ...changes,
});

/** Two prints, ordered by a guest who has not paid yet. */
export const aStoredOrder = (changes: Partial<Order> = {}): Order => ({
  id: aNewId('ord', changes.createdAt),
  status: 'pending_payment',
  buyer: { email: 'awa.kone@example.com', name: 'Awa Koné' },
  isGuest: true,
  lines: [{ description: 'Affiche A2', quantity: 2, unitGrossMinor: 2_400, vatRate: 2_000 }],
  total: money(4_800, 'EUR'),
  locale: 'fr',
  createdAt,
  updatedAt: createdAt,
  expiresAt: '2026-11-22T09:00:00.000Z',
  version: 1,
  createdBy: 'guest',
  requestId: 'request-1',
  ...changes,
});
