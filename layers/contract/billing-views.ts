import type * as z from 'zod/mini';
import type { SavedCard } from '#domain/cards/saved-cards';
import type { Customer } from '#domain/customers/customer';
import type { billingDetailsView, savedPaymentMethodView } from './billing.ts';

export const viewBillingDetails = (customer: Customer): z.infer<typeof billingDetailsView> => ({
  customerId: customer.id,
  name: customer.name,
  email: customer.email,
  kind: customer.kind,
  locale: customer.locale,
  phone: customer.phone ?? null,
  address: customer.address ?? null,
  siren: customer.siren ?? null,
  vatNumber: customer.vatNumber ?? null,
  updatedAt: customer.updatedAt,
});

/** Field by field: whatever else a provider tells of a card stays inside. */
export const viewPaymentMethod = ({
  id,
  brand,
  last4,
  expiryMonth,
  expiryYear,
  isDefault,
}: SavedCard): z.infer<typeof savedPaymentMethodView> => ({
  id,
  method: 'card',
  brand,
  last4,
  expiryMonth,
  expiryYear,
  isDefault,
});
