import { chooseLanguage } from '../hosted-page.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { html, seeOther } from '../loopback-server.ts';
import type { Route } from '../router.ts';
import type { CinetPayAccount } from './account.ts';
import { expireDue } from './account.ts';
import { decide, payerOutcomes } from './buyer.ts';
import { paymentPage, unknownPage } from './pages.ts';
import { isOpen } from './payment.ts';
import { returnToShop } from './return-to-shop.ts';

type PageHandler = (account: CinetPayAccount, call: Call, ids: Record<string, string>) => Reply;

/** The pages that people see; the two generations have different addresses. */
export const pageRoutes: Route<PageHandler>[] = [
  { method: 'GET', pattern: '/payment/:token', handler: showPayment },
  { method: 'POST', pattern: '/payment/:token', handler: decidePayment },
  { method: 'GET', pattern: '/checkout/:token', handler: showPayment },
  { method: 'POST', pattern: '/checkout/:token', handler: decidePayment },
];

function showPayment(account: CinetPayAccount, call: Call, ids: Record<string, string>): Reply {
  expireDue(account);
  const payment = account.payments.get(ids.token ?? '');
  if (!payment) return html(404, unknownPage(languageOf(call)));
  return html(200, paymentPage(payment, languageOf(call, payment.language)));
}

function decidePayment(account: CinetPayAccount, call: Call, ids: Record<string, string>): Reply {
  expireDue(account);
  const payment = account.payments.get(ids.token ?? '');
  if (!payment) return html(404, unknownPage(languageOf(call)));
  if (!isOpen(payment)) return seeOther(call.path);
  const given = new URLSearchParams(call.body).get('outcome');
  const outcome = payerOutcomes.find((one) => one === given);
  const isStillWaiting = outcome === 'later' && payment.state === 'waiting';
  if (!outcome) return html(400, paymentPage(payment, languageOf(call, payment.language)));
  if (!isStillWaiting) decide(account, payment, outcome);
  return returnToShop(payment, call);
}

function languageOf(call: Call, wanted: string | null = null) {
  return chooseLanguage(wanted, call.headers['accept-language']);
}
