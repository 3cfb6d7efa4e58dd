import type { JsonBody } from '../json-body.ts';
import type { Experience } from './records.ts';
import { objectIn, optionalText, optionalUrl } from './text-field.ts';

const language = /^[a-z]{2}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$/;
const allowedChoices = {
  landing_page: ['LOGIN', 'GUEST_CHECKOUT', 'BILLING', 'NO_PREFERENCE'],
  shipping_preference: ['GET_FROM_FILE', 'NO_SHIPPING', 'SET_PROVIDED_ADDRESS'],
  user_action: ['CONTINUE', 'PAY_NOW'],
};
const immediate = 'IMMEDIATE_PAYMENT_REQUIRED';

/** Reads where the payer goes and what is shown, from the place the kind of order keeps it in. */
export function readExperience(body: JsonBody, isWallet: boolean): Experience {
  return isWallet ? walletExperience(body) : applicationContext(body);
}

function walletExperience(body: JsonBody): Experience {
  const place = '/payment_source/paypal/experience_context';
  const source = objectIn(body, 'payment_source', '/payment_source');
  const wallet = objectIn(source, 'paypal', '/payment_source/paypal');
  const context = objectIn(wallet, 'experience_context', place);
  const preference = optionalText(context, 'payment_method_preference', {
    field: `${place}/payment_method_preference`,
    choices: ['UNRESTRICTED', immediate],
  });
  return { ...commonPart(context, place), isImmediate: preference === immediate };
}

function applicationContext(body: JsonBody): Experience {
  const place = '/application_context';
  const context = objectIn(body, 'application_context', place);
  const method = objectIn(context, 'payment_method', `${place}/payment_method`);
  return { ...commonPart(context, place), isImmediate: method.payee_preferred === immediate };
}

function commonPart(context: JsonBody, place: string): Omit<Experience, 'isImmediate'> {
  for (const [name, choices] of Object.entries(allowedChoices)) {
    optionalText(context, name, { field: `${place}/${name}`, choices });
  }
  return {
    returnUrl: optionalUrl(context, 'return_url', `${place}/return_url`),
    cancelUrl: optionalUrl(context, 'cancel_url', `${place}/cancel_url`),
    locale: optionalText(context, 'locale', { field: `${place}/locale`, pattern: language }),
    brandName: optionalText(context, 'brand_name', {
      field: `${place}/brand_name`,
      lengthMax: 127,
    }),
  };
}
