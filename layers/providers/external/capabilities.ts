import type { Capabilities } from '#domain/payments/payment-provider';
import type { ProviderSettings } from '../provider-settings.ts';

type Agreed = Pick<NonNullable<ProviderSettings['external']>, 'methods' | 'actions' | 'amounts'>;

/** The terms between the shop and its backend. Few backends can refund, so a person does. */
export const externalCapabilities = ({ methods, actions, amounts }: Agreed): Capabilities => ({
  methods,
  actions,
  amounts,
  refunds: 'manual',
});
