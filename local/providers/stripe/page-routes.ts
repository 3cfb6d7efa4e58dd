import type Stripe from 'stripe';
import { chooseLanguage } from '../hosted-page.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { html, seeOther } from '../loopback-server.ts';
import type { Route } from '../router.ts';
import type { SessionRecord, StripeAccount } from './account.ts';
import { intentPage, sessionPage, unknownPage } from './pages.ts';
import { awaitsBank, payOnPage, settleDelayed } from './session-payment.ts';
import { expireDueSessions } from './sessions.ts';
import { confirmIntent, isPayable } from './sheet.ts';

/** A page or its form, for the account and the ids in its path. */
export type PageHandler = (
  account: StripeAccount,
  call: Call,
  ids: Record<string, string>,
) => Reply;

/** The pages that people see: hosted checkout, and the stand-in for the mobile sheet. */
export const pageRoutes: Route<PageHandler>[] = [
  { method: 'GET', pattern: '/c/pay/:id', handler: showSession },
  { method: 'POST', pattern: '/c/pay/:id', handler: decideSession },
  { method: 'GET', pattern: '/sdk/:secret', handler: showIntent },
  { method: 'POST', pattern: '/sdk/:secret', handler: decideIntent },
];

function showSession(account: StripeAccount, call: Call, ids: Record<string, string>): Reply {
  const record = openedBy(account, ids);
  if (!record) return html(404, unknownPage(languageOf(call)));
  const language = languageOf(call, record.session.locale);
  return html(200, sessionPage(record, lastErrorOf(account, record), language));
}

function decideSession(account: StripeAccount, call: Call, ids: Record<string, string>): Reply {
  const record = openedBy(account, ids);
  if (!record) return html(404, unknownPage(languageOf(call)));
  const { session } = record;
  const outcome = new URLSearchParams(call.body).get('outcome');
  const isBankAnswer = outcome === 'pay' || outcome === 'decline';
  if (awaitsBank(record) && isBankAnswer && !lastErrorOf(account, record)) {
    settleDelayed(account, record, outcome);
    return seeOther(call.path);
  }
  if (session.status !== 'open') return seeOther(call.path);
  switch (outcome) {
    case 'pay':
    case 'later':
      payOnPage(account, record, outcome);
      return seeOther(returnUrlOf(session));
    case 'decline':
      payOnPage(account, record, outcome);
      return seeOther(call.path);
    case 'cancel':
      return seeOther(session.cancel_url ?? call.path);
    default:
      return html(400, sessionPage(record, undefined, languageOf(call, session.locale)));
  }
}

function showIntent(account: StripeAccount, call: Call, ids: Record<string, string>): Reply {
  const intent = intentBySecret(account, ids);
  if (!intent) return html(404, unknownPage(languageOf(call)));
  return html(200, intentPage(intent, languageOf(call)));
}

function decideIntent(account: StripeAccount, call: Call, ids: Record<string, string>): Reply {
  const intent = intentBySecret(account, ids);
  if (!intent) return html(404, unknownPage(languageOf(call)));
  const outcome = new URLSearchParams(call.body).get('outcome');
  if (isPayable(intent) && (outcome === 'pay' || outcome === 'decline')) {
    confirmIntent(account, intent, outcome);
  }
  return seeOther(call.path);
}

function openedBy(account: StripeAccount, ids: Record<string, string>): SessionRecord | undefined {
  expireDueSessions(account);
  return account.sessions.get(ids.id ?? '');
}

function intentBySecret(
  account: StripeAccount,
  ids: Record<string, string>,
): Stripe.PaymentIntent | undefined {
  return [...account.intents.values()].find((intent) => intent.client_secret === ids.secret);
}

function lastErrorOf(account: StripeAccount, { session }: SessionRecord): string | undefined {
  return account.intents.get(String(session.payment_intent))?.last_payment_error?.message;
}

function returnUrlOf(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

function languageOf(call: Call, locale: string | null = null) {
  return chooseLanguage(locale, call.headers['accept-language']);
}
