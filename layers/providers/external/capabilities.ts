import type { Capabilities } from '#domain/payments/payment-provider';
import type { ProviderSettings } from '../provider-settings.ts';

type Agreed = Pick<NonNullable<ProviderSettings['external']>, 'methods' | 'actions' | 'amounts'>;

/** What the shop has agreed with its backend. Few backends can give money back, so a person does. */
export const externalCapabilities = ({ methods, actions, amounts }: Agreed): Capabilities => ({
  methods,
  actions,
  amounts,
  refunds: 'manual',
});
