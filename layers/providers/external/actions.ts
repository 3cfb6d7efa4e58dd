import { formatMoney, type Locale } from '#domain/money';
import type { Payment, PaymentAction } from '#domain/payments/payment';
import { qrCode, qrPayloadBytesMax } from '../qr-code.ts';
import { phoneLink, webAddress } from './addresses.ts';
import type { Fields } from './answers.ts';

/** What the buyer must do next; undefined when the answer lacks the needed fields. */
export function actionIn(
  answer: Fields,
  payment: Payment,
  backend: string,
): PaymentAction | undefined {
  switch (payment.actionWanted) {
    case 'redirect':
      return redirectTo(webAddress(answer.payment_url, backend));
    case 'qr':
      return scanOf(answer, backend);
    case 'push':
      return { kind: 'push', instructions: confirmOnPhone(payment) };
    case 'sdk':
      return undefined;
  }
}

const redirectTo = (url: string | undefined): PaymentAction | undefined =>
  url === undefined ? undefined : { kind: 'redirect', url };

function scanOf(
  { qr_code, payment_url, deep_links }: Fields,
  backend: string,
): PaymentAction | undefined {
  const payload = scannable(qr_code, backend) ?? webAddress(payment_url, backend);
  if (payload === undefined) return undefined;
  return { kind: 'qr', payload, ...qrCode(payload), deepLinks: linksIn(deep_links, backend) };
}

/** A link, or text for a wallet's reader, such as EMVCo's `000201…`. */
function scannable(code: unknown, backend: string): string | undefined {
  if (typeof code !== 'string' || code === '') return undefined;
  const payload = URL.canParse(code) ? phoneLink(code, backend) : code;
  const fits = payload !== undefined && Buffer.byteLength(payload) <= qrPayloadBytesMax;
  return fits ? payload : undefined;
}

/** Drops links that a phone should not open: the code itself can still be scanned. */
function linksIn(links: unknown, backend: string): Record<string, string> {
  const entries = Object.entries(typeof links === 'object' && links !== null ? links : {});
  return Object.fromEntries(
    entries.flatMap(([app, link]) => {
      const opened = phoneLink(link, backend);
      return opened === undefined ? [] : [[app, opened]];
    }),
  );
}

const instructions: Record<Locale, (amount: string) => string> = {
  fr: (amount) => `Confirmez le paiement de ${amount} sur votre téléphone.`,
  en: (amount) => `Confirm the payment of ${amount} on your phone.`,
};

const confirmOnPhone = ({ amount, locale }: Payment): string =>
  instructions[locale](formatMoney(amount, locale));
