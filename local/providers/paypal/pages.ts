import type { HostedPage, OutcomeButton, PageLanguage } from '../hosted-page.ts';
import { renderHostedPage } from '../hosted-page.ts';
import { writeMoney } from '../money-text.ts';
import { minorForText } from './money.ts';
import type { Order } from './order.ts';
import { pageWords } from './page-words.ts';
import type { PayerOutcome } from './payer.ts';
import { mayChoose } from './payer.ts';

const provider = { name: 'PayPal', accent: '#003087' };

/** The page where the payer approves: the order, and the buttons that its state allows. */
export function approvalPage(order: Order, language: PageLanguage): string {
  const [first, ...others] = order.units.map(({ sum }) => sum);
  if (!first) return unknownPage(language);
  const amount = others.reduce((before, sum) => before + sum.amount, first.amount);
  const total = writeMoney(minorForText({ ...first, amount }), first.currency, language);
  const lines = order.units.map(({ sum, asked, referenceId }) => ({
    text: String(asked.description ?? asked.invoice_id ?? referenceId),
    amount: writeMoney(minorForText(sum), sum.currency, language),
  }));
  const page = basics(language);
  return renderHostedPage({
    ...page,
    merchant: order.experience.brandName ?? page.merchant,
    total,
    lines,
    notice: noticeOf(order, language),
    ...controls(order, total, language),
  });
}

/** For a token without an order. */
export function unknownPage(language: PageLanguage): string {
  const text = pageWords[language].unknown;
  return renderHostedPage({ ...basics(language), notice: { kind: 'bad', text } });
}

function basics(language: PageLanguage) {
  const { title, merchant } = pageWords[language];
  return { language, provider: provider, title, merchant };
}

function noticeOf(order: Order, language: PageLanguage): HostedPage['notice'] {
  const words = pageWords[language];
  if (order.status === 'COMPLETED') return { kind: 'good', text: words.paid };
  if (order.isDeclined) return { kind: 'bad', text: words.declined };
  if (order.status === 'APPROVED') return { kind: 'good', text: words.approved };
  return undefined;
}

function controls(order: Order, total: string, language: PageLanguage): Partial<HostedPage> {
  const words = pageWords[language];
  const offered = (outcome: PayerOutcome, label: string): OutcomeButton[] =>
    mayChoose(order, outcome) ? [{ outcome, label }] : [];
  return {
    buttons: [
      ...offered('pay', words.pay(total)),
      ...offered('decline', words.decline),
      ...offered('cancel', words.cancel),
    ],
    more: {
      heading: words.moreHeading,
      buttons: [
        ...offered('later', words.later),
        ...offered('echeck', words.echeck),
        ...offered('review', words.review),
      ],
    },
  };
}
