import { html as markup } from 'hono/html';
import { buttonsFor, type HostedPage } from '../hosted-page.ts';
import { type Call, html, type Reply, seeOther } from '../loopback-server.ts';
import { decimalsOf } from '../money-text.ts';
import { type PaymentPages, pagesAt } from '../payment-pages.ts';
import type { CinetPayAccount } from './account.ts';
import { decide, payerOutcomes } from './buyer.ts';
import { type CinetPayment, isOpen } from './payment.ts';

const words = {
  fr: {
    decline: 'L’opérateur refuse le paiement',
    later: 'Confirmer plus tard sur le téléphone',
    moreHeading: 'Autres refus',
    insufficient: 'Le solde du compte ne suffit pas',
    declined: 'L’opérateur a refusé ce paiement.',
    insufficientNotice: 'Le solde du compte ne suffisait pas.',
    waiting: 'Confirmez le paiement sur votre téléphone avec votre code secret.',
  },
  en: {
    decline: 'The operator declines the payment',
    later: 'Confirm later on the phone',
    moreHeading: 'Other refusals',
    insufficient: 'The balance is too low',
    declined: 'The operator declined this payment.',
    insufficientNotice: 'The balance was too low.',
    waiting: 'Confirm the payment on your phone with your PIN.',
  },
};
type Word = keyof (typeof words)['fr'];

const more: HostedPage<Word>['more'] = {
  heading: 'moreHeading',
  buttons: buttonsFor('insufficient'),
};

/** The page of each state: what happened, and the buttons that are left. */
const states: Record<CinetPayment['state'], HostedPage<Word>> = {
  created: { buttons: buttonsFor('pay', 'later', 'decline', 'cancel'), more },
  waiting: {
    notice: { kind: 'plain', text: 'waiting' },
    buttons: buttonsFor('pay', 'decline', 'cancel'),
    more,
  },
  paid: { notice: { kind: 'good', text: 'paid' } },
  insufficient: { notice: { kind: 'bad', text: 'insufficientNotice' } },
  declined: { notice: { kind: 'bad', text: 'declined' } },
  cancelled: { notice: { kind: 'plain', text: 'cancelled' } },
  expired: { notice: { kind: 'plain', text: 'expired' } },
};

/** The pages that people see; the two generations have different addresses. */
export function pageRoutes(account: CinetPayAccount) {
  const pages: PaymentPages<CinetPayment, Word> = {
    owner: { name: 'CinetPay', accent: '#12705b', words },
    find: ({ ids }) => account.payments.get(ids.token ?? ''),
    languageOf: ({ language }) => language,
    show: ({ asked, description, state }) => {
      // CinetPay counts whole units, also for currencies with cents.
      const total = { ...asked, amount: asked.amount * 10 ** decimalsOf(asked.currency) };
      return { total, lines: [{ text: description, amount: total }], ...states[state] };
    },
    decide: (payment, given, call) => {
      if (!isOpen(payment)) return call.path;
      const outcome = payerOutcomes.find((one) => one === given);
      if (!outcome) return undefined;
      const isStillWaiting = outcome === 'later' && payment.state === 'waiting';
      if (!isStillWaiting) decide(account, payment, outcome);
      return returnToShop(payment, call);
    },
  };
  return { ...pagesAt('/payment/:token', pages), ...pagesAt('/checkout/:token', pages) };
}

/**
 * Sends the payer's browser back. The legacy generation uses a cross-site POST, which no redirect
 * can cause: hence a form that submits itself. A client that does not ask for HTML is a script, and
 * gets a plain redirect.
 */
function returnToShop(payment: CinetPayment, call: Call): Reply {
  const { success, failed } = payment.urls;
  if (payment.generation === 'v1') {
    const isGoodNews = payment.state === 'paid' || payment.state === 'waiting';
    return seeOther(isGoodNews ? success : failed);
  }
  const fields = { transaction_id: payment.reference, token: payment.token };
  const isBrowser = (call.headers.accept ?? '').includes('text/html');
  if (isBrowser) return html(200, selfSubmittingForm(success, fields));
  const url = new URL(success);
  for (const [name, value] of Object.entries(fields)) url.searchParams.append(name, value);
  return seeOther(url.href);
}

function selfSubmittingForm(action: string, fields: Record<string, string>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => markup`<input type="hidden" name="${name}" value="${value}">`,
  );
  return String(markup`<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>CinetPay</title></head>
<body>
<form id="return" method="post" action="${action}">
${inputs}
<button>Retour à la boutique</button>
</form>
<script>document.getElementById('return').submit();</script>
</body>
</html>
`);
}
