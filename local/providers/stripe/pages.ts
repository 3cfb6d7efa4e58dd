import type Stripe from 'stripe';
import { buttonsFor, type HostedPage } from '../hosted-page.ts';
import { type PaymentPages, pagesAt } from '../payment-pages.ts';
import type { SessionRecord, StripeAccount } from './account.ts';
import { awaitsBank, confirmIntent, isPayable, payOnPage, settleDelayed } from './paying.ts';

const words = {
  fr: {
    decline: 'La banque refuse la carte',
    delayedHeading: 'Moyen de paiement différé (virement, prélèvement)',
    later: 'Payer, l’argent arrivera plus tard',
    declined: 'Votre carte a été refusée. Essayez un autre moyen de paiement.',
    awaiting: 'La commande est enregistrée ; la banque n’a pas encore répondu.',
    failedLater: 'La banque n’a finalement pas payé.',
    bankPays: 'La banque paie',
    bankRefuses: 'La banque ne paie pas',
  },
  en: {
    decline: 'The bank declines the card',
    delayedHeading: 'Delayed method (bank transfer, direct debit)',
    later: 'Pay, the money arrives later',
    declined: 'Your card was declined. Try another payment method.',
    awaiting: 'The order is placed; the bank has not answered yet.',
    failedLater: 'The bank did not pay after all.',
    bankPays: 'The bank pays',
    bankRefuses: 'The bank does not pay',
  },
};
type Word = keyof (typeof words)['fr'];
type Page = HostedPage<Word>;

const owner = { name: 'Stripe', accent: '#5b4fe0', words };
const payButtons = buttonsFor('pay', 'decline');
const declined: Page['notice'] = { kind: 'bad', text: 'declined' };
const paid: Page = { notice: { kind: 'good', text: 'paid' } };
/** A delayed method was chosen: the page lets its viewer decide for the bank. */
const awaitingBank: Page = {
  notice: { kind: 'plain', text: 'awaiting' },
  buttons: [
    ['pay', 'bankPays'],
    ['decline', 'bankRefuses'],
  ],
};

/** The pages that people see: hosted checkout, and the stand-in for the mobile sheet. */
export function pageRoutes(account: StripeAccount) {
  return {
    ...pagesAt('/c/pay/:id', checkoutPages(account)),
    ...pagesAt('/sdk/:secret', sheetPages(account)),
  };
}

const checkoutPages = (account: StripeAccount): PaymentPages<SessionRecord, Word> => ({
  owner,
  find: ({ ids }) => account.sessions.get(ids.id ?? ''),
  languageOf: ({ session }) => session.locale,
  show: (record) => sessionPage(record, lastErrorOf(account, record)),
  decide: (record, outcome, { path }) => {
    const { session } = record;
    const isBankAnswer = outcome === 'pay' || outcome === 'decline';
    if (awaitsBank(record) && isBankAnswer && !lastErrorOf(account, record)) {
      settleDelayed(account, record, outcome);
      return path;
    }
    if (session.status !== 'open') return path;
    if (outcome === 'cancel') return session.cancel_url ?? path;
    if (!isBankAnswer && outcome !== 'later') return undefined;
    payOnPage(account, record, outcome);
    const shop = (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
    return outcome === 'decline' ? path : shop;
  },
});

const sheetPages = (account: StripeAccount): PaymentPages<Stripe.PaymentIntent, Word> => ({
  owner,
  find: ({ ids }) =>
    [...account.intents.values()].find((intent) => intent.client_secret === ids.secret),
  show: intentPage,
  decide: (intent, outcome, { path }) => {
    const isDecision = outcome === 'pay' || outcome === 'decline';
    if (isPayable(intent) && isDecision) confirmIntent(account, intent, outcome);
    return path;
  },
});

/** The page of `session.url`: the order, and the buttons that its state allows. */
function sessionPage({ session, lineItems }: SessionRecord, lastError?: string): Page {
  const lines = lineItems.map((item) => ({
    text: `${item.description ?? ''}${item.quantity === 1 ? '' : ` × ${item.quantity}`}`,
    amount: { amount: item.amount_total, currency: item.currency },
  }));
  const total = { amount: session.amount_total ?? 0, currency: session.currency ?? '' };
  return { total, lines, ...stateOf(session, lastError) };
}

function stateOf(session: Stripe.Checkout.Session, lastError?: string): Page {
  if (session.status === 'expired') return { notice: { kind: 'plain', text: 'expired' } };
  if (session.status === 'complete') {
    if (session.payment_status === 'paid') return paid;
    return lastError ? { notice: { kind: 'bad', text: 'failedLater' } } : awaitingBank;
  }
  return {
    notice: lastError ? declined : undefined,
    buttons: [...payButtons, ...(session.cancel_url ? buttonsFor('cancel') : [])],
    more: { heading: 'delayedHeading', buttons: buttonsFor('later') },
  };
}

/** The stand-in for the mobile payment sheet of one PaymentIntent. */
function intentPage({
  amount,
  currency,
  description,
  status,
  last_payment_error: error,
}: Stripe.PaymentIntent): Page {
  const total = { amount, currency };
  const page = { total, lines: description ? [{ text: description, amount: total }] : [] };
  switch (status) {
    case 'succeeded':
      return { ...page, ...paid };
    case 'canceled':
      return { ...page, notice: { kind: 'plain', text: 'cancelled' } };
    case 'processing':
      return { ...page, ...awaitingBank };
    default:
      return { ...page, notice: error ? declined : undefined, buttons: payButtons };
  }
}

function lastErrorOf({ intents }: StripeAccount, { session }: SessionRecord): string | undefined {
  return intents.get(String(session.payment_intent))?.last_payment_error?.message;
}
