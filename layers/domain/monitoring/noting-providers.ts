import type { PaymentProvider, PaymentProviders } from '../payments/payment-provider.ts';
import type { NoteTrouble } from './trouble.ts';

/** Notes each question that a provider gives no usable answer to; answers are passed on as they are. */
export const notingProviders =
  (providers: PaymentProviders, noteTrouble: NoteTrouble): PaymentProviders =>
  async (name) => {
    const provider = await providers(name);

    async function noted<Answer extends { kind: string }>(asked: Promise<Answer>, example: string) {
      const answer = await asked;
      if (answer.kind === 'unknown')
        await noteTrouble({ kind: 'provider_error', dimension: name, example });
      return answer;
    }

    const { capabilities, mode } = provider;
    const noting: PaymentProvider = {
      ...{ name, capabilities, mode },
      open: (payment, comeBack) => noted(provider.open(payment, comeBack), payment.id),
      status: (payment, reference) => noted(provider.status(payment, reference), payment.id),
      cancel: (payment) => noted(provider.cancel(payment), payment.id),
      refund: (payment, refund) => noted(provider.refund(payment, refund), payment.id),
      moneyBack: (payment) => noted(provider.moneyBack(payment), payment.id),
      ownerOf: (transaction) => noted(provider.ownerOf(transaction), transaction),
    };
    const { missedNotifications } = provider;
    return missedNotifications
      ? { ...noting, missedNotifications: missedNotifications.bind(provider) }
      : noting;
  };
