import type { Payment, PaymentAction } from '#domain/payments/payment';

const words = {
  fr: 'Confirmez le paiement sur votre téléphone avec votre code secret.',
  en: 'Confirm the payment on your phone with your PIN.',
};

/** The operator has contacted the buyer's phone: there is no page to open. */
export const confirmOnPhone = ({ locale }: Payment): PaymentAction => ({
  kind: 'push',
  instructions: words[locale],
});
