import type { HostedPage, PageLanguage } from '../hosted-page.ts';
import { renderHostedPage } from '../hosted-page.ts';
import { writeMoney } from '../money-text.ts';
import { pageWords } from './page-words.ts';
import type { ExternalPayment } from './payment.ts';

/** The page of `payment_url`: the order, and the buttons that its state allows. */
export function paymentPage(payment: ExternalPayment, language: PageLanguage): string {
  const total = writeMoney(payment.asked.amount, payment.asked.currency, language);
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
  const { title, merchant, provider } = pageWords[language];
  return { language, provider: { name: provider, accent: '#8a4b14' }, title, merchant };
}

function controls(
  { status }: ExternalPayment,
  total: string,
  language: PageLanguage,
): Partial<HostedPage> {
  const words = pageWords[language];
  const pay = { outcome: 'pay', label: words.pay(total) };
  const others = [
    { outcome: 'decline', label: words.decline },
    { outcome: 'cancel', label: words.cancel },
  ];
  switch (status) {
    case 'pending':
      return { buttons: [pay, { outcome: 'later', label: words.later }, ...others] };
    case 'processing':
      return { notice: { kind: 'plain', text: words.processing }, buttons: [pay, ...others] };
    case 'succeeded':
      return { notice: { kind: 'good', text: words.succeeded } };
    case 'failed':
      return { notice: { kind: 'bad', text: words.failed } };
    case 'cancelled':
    case 'expired':
      return { notice: { kind: 'plain', text: words[status] } };
  }
}
