import type { Part } from './part.ts';
import type { Experience } from './records.ts';

const language = /^[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$/;
const allowedChoices = {
  landing_page: ['LOGIN', 'GUEST_CHECKOUT', 'BILLING', 'NO_PREFERENCE'],
  shipping_preference: ['GET_FROM_FILE', 'NO_SHIPPING', 'SET_PROVIDED_ADDRESS'],
  user_action: ['CONTINUE', 'PAY_NOW'],
};
const immediate = 'IMMEDIATE_PAYMENT_REQUIRED';

/** Reads where the payer goes and what is shown, from the place the kind of order keeps it in. */
export function readExperience(body: Part, isWallet: boolean): Experience {
  if (isWallet) {
    const wallet = body.part('payment_source').part('paypal');
    const context = wallet.part('experience_context');
    const choices = ['UNRESTRICTED', immediate];
    const preference = context.text('payment_method_preference', { choices });
    return { ...commonPart(context), isImmediate: preference === immediate };
  }
  const context = body.part('application_context');
  const { payee_preferred: preferred } = context.part('payment_method').fields;
  return { ...commonPart(context), isImmediate: preferred === immediate };
}

function commonPart(context: Part): Omit<Experience, 'isImmediate'> {
  for (const [name, choices] of Object.entries(allowedChoices)) context.text(name, { choices });
  return {
    returnUrl: context.url('return_url'),
    cancelUrl: context.url('cancel_url'),
    locale: context.text('locale', { pattern: language }),
    brandName: context.text('brand_name', { lengthMax: 127 }),
  };
}
