import type { Payment, PaymentAction } from '#domain/payments/payment';

const words = {
  fr: 'Confirmez le paiement sur votre téléphone avec votre code secret.',
  en: 'Confirm the payment on your phone with your PIN.',
};

/** The operator has asked the buyer's telephone: there is no page to go to. */
export const confirmOnPhone = ({ locale }: Payment): PaymentAction => ({
  kind: 'push',
  instructions: words[locale],
});
