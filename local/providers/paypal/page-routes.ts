import { chooseLanguage } from '../hosted-page.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { html, seeOther } from '../loopback-server.ts';
import type { Route } from '../router.ts';
import type { PayPalAccount } from './account.ts';
import { expireDueOrders } from './expire-orders.ts';
import type { Order } from './order.ts';
import { awaitsPayer } from './order.ts';
import { approvalPage, unknownPage } from './pages.ts';
import { decide, mayChoose, payerOutcomes } from './payer.ts';

type PageHandler = (account: PayPalAccount, call: Call) => Reply;

/** The page that people see. */
export const pageRoutes: Route<PageHandler>[] = [
  { method: 'GET', pattern: '/checkoutnow', handler: showOrder },
  { method: 'POST', pattern: '/checkoutnow', handler: decideOrder },
];

function showOrder(account: PayPalAccount, call: Call): Reply {
  const order = orderByToken(account, call);
  if (!order) return html(404, unknownPage(languageOf(call)));
  return html(200, approvalPage(order, languageOf(call, order)));
}

function decideOrder(account: PayPalAccount, call: Call): Reply {
  const order = orderByToken(account, call);
  if (!order) return html(404, unknownPage(languageOf(call)));
  const here = `${call.path}?${call.query}`;
  if (!awaitsPayer(order)) return seeOther(here);
  const given = new URLSearchParams(call.body).get('outcome');
  const outcome = payerOutcomes.find((one) => one === given);
  if (!outcome || !mayChoose(order, outcome)) {
    return html(400, approvalPage(order, languageOf(call, order)));
  }
  decide(account, order, outcome);
  const { cancelUrl, returnUrl } = order.experience;
  const token = { token: order.id };
  switch (outcome) {
    case 'later':
      return seeOther(here);
    case 'cancel':
      return seeOther(cancelUrl === undefined ? here : addressWith(cancelUrl, token));
    case 'pay':
    case 'decline':
    case 'echeck':
    case 'review': {
      const parameters = { ...token, PayerID: order.payerId ?? '' };
      return seeOther(returnUrl === undefined ? here : addressWith(returnUrl, parameters));
    }
  }
}

function orderByToken(account: PayPalAccount, call: Call): Order | undefined {
  expireDueOrders(account);
  const order = account.orders.get(new URLSearchParams(call.query).get('token') ?? '');
  return order?.isExpired ? undefined : order;
}

function languageOf(call: Call, order?: Order) {
  return chooseLanguage(order?.experience.locale ?? null, call.headers['accept-language']);
}

function addressWith(address: string, parameters: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value);
  return url.href;
}
