import type Stripe from 'stripe';
import type { HostedPage, PageLanguage } from '../hosted-page.ts';
import { renderHostedPage } from '../hosted-page.ts';
import { writeMoney } from '../money-text.ts';
import type { SessionRecord } from './account.ts';
import { pageWords } from './page-words.ts';

const provider = { name: 'Stripe', accent: '#5b4fe0' };

/** The page of `session.url`: the order, and the buttons that its state allows. */
export function sessionPage(
  record: SessionRecord,
  lastError: string | undefined,
  language: PageLanguage,
): string {
  const { session, lineItems } = record;
  const currency = session.currency ?? '';
  const total = writeMoney(session.amount_total ?? 0, currency, language);
  const lines = lineItems.map((item) => ({
    text: `${item.description ?? ''}${item.quantity === 1 ? '' : ` × ${item.quantity}`}`,
    amount: writeMoney(item.amount_total, item.currency, language),
  }));
  const controls = sessionControls(session, lastError, total, language);
  return renderHostedPage({ ...basics(language), total, lines, ...controls });
}

/** The stand-in for the mobile payment sheet of one PaymentIntent. */
export function intentPage(intent: Stripe.PaymentIntent, language: PageLanguage): string {
  const words = pageWords[language];
  const total = writeMoney(intent.amount, intent.currency, language);
  const lines = intent.description ? [{ text: intent.description, amount: total }] : [];
  const page = { ...basics(language), total, lines };
  switch (intent.status) {
    case 'succeeded':
      return renderHostedPage({ ...page, notice: { kind: 'good', text: words.paid } });
    case 'canceled':
      return renderHostedPage({ ...page, notice: { kind: 'plain', text: words.canceled } });
    case 'processing':
      return renderHostedPage({ ...page, ...awaitingBank(language) });
    default: {
      const buttons = payButtons(total, language);
      const notice = intent.last_payment_error ? declinedNotice(language) : undefined;
      return renderHostedPage({ ...page, notice, buttons });
    }
  }
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

function sessionControls(
  session: Stripe.Checkout.Session,
  lastError: string | undefined,
  total: string,
  language: PageLanguage,
): Partial<HostedPage> {
  const words = pageWords[language];
  if (session.status === 'expired') return { notice: { kind: 'plain', text: words.expired } };
  if (session.status === 'complete') {
    if (session.payment_status === 'paid') return { notice: { kind: 'good', text: words.paid } };
    if (lastError) return { notice: { kind: 'bad', text: words.failedLater } };
    return awaitingBank(language);
  }
  const cancel = { outcome: 'cancel', label: words.cancel };
  return {
    notice: lastError ? declinedNotice(language) : undefined,
    buttons: [...payButtons(total, language), ...(session.cancel_url ? [cancel] : [])],
    more: {
      heading: words.delayedHeading,
      buttons: [{ outcome: 'later', label: words.later }],
    },
  };
}

/** A delayed method was chosen: the page lets its viewer decide for the bank. */
function awaitingBank(language: PageLanguage): Partial<HostedPage> {
  const words = pageWords[language];
  return {
    notice: { kind: 'plain', text: words.awaiting },
    buttons: [
      { outcome: 'pay', label: words.bankPays },
      { outcome: 'decline', label: words.bankRefuses },
    ],
  };
}

function payButtons(total: string, language: PageLanguage) {
  const words = pageWords[language];
  return [
    { outcome: 'pay', label: words.pay(total) },
    { outcome: 'decline', label: words.decline },
  ];
}

function declinedNotice(language: PageLanguage): HostedPage['notice'] {
  return { kind: 'bad', text: pageWords[language].declined };
}
