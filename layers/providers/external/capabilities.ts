import type { Capabilities } from '#domain/payments/payment-provider';
import type { ExternalTerms } from '#vocabulary/provider-settings';

/** The terms between the shop and its backend. Few backends can refund, so a person does. */
export const externalCapabilities = ({
  methods,
  actions,
  amounts,
}: Pick<ExternalTerms, 'methods' | 'actions' | 'amounts'>): Capabilities => ({
  methods,
  actions,
  amounts,
  refunds: 'manual',
});
