import type { HostedPage, PageLanguage } from '../hosted-page.ts';
import { renderHostedPage } from '../hosted-page.ts';
import { decimalsOf, writeMoney } from '../money-text.ts';
import { pageWords } from './page-words.ts';
import type { CinetPayment } from './payment.ts';

const provider = { name: 'CinetPay', accent: '#12705b' };

/** The page of `payment_url`: the order, and the buttons that its state allows. */
export function paymentPage(payment: CinetPayment, language: PageLanguage): string {
  const { amount, currency } = payment.asked;
  // CinetPay counts whole units, also for currencies with cents.
  const total = writeMoney(amount * 10 ** decimalsOf(currency), currency, language);
  return renderHostedPage({
    ...basics(language),
    total,
    lines: [{ text: payment.description, amount: total }],
    ...controls(payment, total, language),
  });
}

/** For an address without a payment. */
export function unknownPage(language: PageLanguage): string {
  const text = pageWords[language].unknown;
  return renderHostedPage({ ...basics(language), notice: { kind: 'bad', text } });
}

function basics(language: PageLanguage) {
  const { title, merchant } = pageWords[language];
  return { language, provider: provider, title, merchant };
}

function controls(
  payment: CinetPayment,
  total: string,
  language: PageLanguage,
): Partial<HostedPage> {
  const words = pageWords[language];
  const later = { outcome: 'later', label: words.later };
  switch (payment.state) {
    case 'created':
      return decisions(total, language, [later]);
    case 'waiting':
      return {
        ...decisions(total, language, []),
        notice: { kind: 'plain', text: words.waiting },
      };
    case 'paid':
      return { notice: { kind: 'good', text: words.paid } };
    case 'insufficient':
      return { notice: { kind: 'bad', text: words.insufficientNotice } };
    case 'declined':
      return { notice: { kind: 'bad', text: words.declined } };
    case 'cancelled':
    case 'expired':
      return { notice: { kind: 'plain', text: words[payment.state] } };
  }
}

function decisions(
  total: string,
  language: PageLanguage,
  others: { outcome: string; label: string }[],
): Partial<HostedPage> {
  const words = pageWords[language];
  return {
    buttons: [
      { outcome: 'pay', label: words.pay(total) },
      ...others,
      { outcome: 'decline', label: words.decline },
      { outcome: 'cancel', label: words.cancel },
    ],
    more: {
      heading: words.moreHeading,
      buttons: [{ outcome: 'insufficient', label: words.insufficient }],
    },
  };
}
