import { chooseLanguage } from '../hosted-page.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { html, seeOther } from '../loopback-server.ts';
import type { Route } from '../router.ts';
import type { ExternalAccount } from './account.ts';
import { expireDue } from './account.ts';
import { decide, payerOutcomes } from './buyer.ts';
import { paymentPage, unknownPage } from './pages.ts';
import { isOpen } from './payment.ts';

type PageHandler = (account: ExternalAccount, call: Call, ids: Record<string, string>) => Reply;

/** The page that people see; for a push it replaces the payer's phone. */
export const pageRoutes: Route<PageHandler>[] = [
  { method: 'GET', pattern: '/pay/:id', handler: showPayment },
  { method: 'POST', pattern: '/pay/:id', handler: decidePayment },
];

function showPayment(account: ExternalAccount, call: Call, ids: Record<string, string>): Reply {
  expireDue(account);
  const payment = account.payments.get(ids.id ?? '');
  if (!payment) return html(404, unknownPage(languageOf(call)));
  return html(200, paymentPage(payment, languageOf(call, payment.language)));
}

function decidePayment(account: ExternalAccount, call: Call, ids: Record<string, string>): Reply {
  expireDue(account);
  const payment = account.payments.get(ids.id ?? '');
  if (!payment) return html(404, unknownPage(languageOf(call)));
  if (!isOpen(payment)) return seeOther(call.path);
  const given = new URLSearchParams(call.body).get('outcome');
  const outcome = payerOutcomes.find((one) => one === given);
  if (!outcome) return html(400, paymentPage(payment, languageOf(call, payment.language)));
  decide(account, payment, outcome);
  const { success, cancel } = payment.urls;
  // A phone, or a page opened by scanning, has no shop to return to.
  return seeOther((outcome === 'cancel' ? cancel : success) || call.path);
}

function languageOf(call: Call, wanted: string | null = null) {
  return chooseLanguage(wanted, call.headers['accept-language']);
}
