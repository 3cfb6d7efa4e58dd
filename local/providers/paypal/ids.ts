import { randomText } from '../random-text.ts';

const capitalsAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Account ids leave out 0, 1, I and O, which people confuse. */
const accountLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** How PayPal's ids of each kind look. */
const forms = {
  order: () => randomText(17, capitalsAndDigits),
  capture: () => randomText(17, capitalsAndDigits),
  refund: () => randomText(17, capitalsAndDigits),
  event: () => `WH-${randomText(17, capitalsAndDigits)}-${randomText(17, capitalsAndDigits)}`,
  dispute: () => `PP-D-${randomText(6, '0123456789')}`,
  payer: () => randomText(13, accountLetters),
  certificate: () =>
    `CERT-${randomText(8, '0123456789abcdef')}-${randomText(8, '0123456789abcdef')}`,
  debug: () => randomText(13, '0123456789abcdef'),
};

/** A new id of the given kind, e.g. `newId('order')` → `5O190127TN364715T`. */
export function newId(kind: keyof typeof forms): string {
  return forms[kind]();
}
