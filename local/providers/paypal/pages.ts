import { buttonsFor, type HostedPage } from '../hosted-page.ts';
import { type PaymentPages, pagesAt } from '../payment-pages.ts';
import type { PayPalAccount } from './account.ts';
import { decide, mayChoose, payerOutcomes } from './payer.ts';
import { awaitsPayer, type Order } from './records.ts';
import { sumForText } from './wire.ts';

const words = {
  fr: {
    title: 'Payer avec PayPal',
    decline: 'Payer avec une carte que la banque refusera',
    moreHeading: 'Autres issues',
    later: 'Payer et fermer la page sans revenir à la boutique',
    echeck: 'Payer par prélèvement, l’argent arrivera plus tard',
    review: 'Payer, PayPal vérifie d’abord le paiement',
    declined: 'Votre moyen de paiement a été refusé. Choisissez-en un autre.',
    approved: 'Vous avez accepté ce paiement. La boutique va l’encaisser.',
    unknown: 'Cette page de paiement n’existe pas ou n’existe plus.',
  },
  en: {
    title: 'Pay with PayPal',
    decline: 'Pay with a card that the bank will decline',
    moreHeading: 'Other outcomes',
    later: 'Pay and close the page without going back to the shop',
    echeck: 'Pay by eCheck, the money arrives later',
    review: 'Pay, PayPal reviews the payment first',
    declined: 'Your payment method was declined. Choose another one.',
    approved: 'You approved this payment. The shop will collect it.',
    unknown: 'This payment page does not exist, or not any more.',
  },
};
type Word = keyof (typeof words)['fr'];

/** The page where the payer approves: the order, and the buttons that its state allows. */
export function pageRoutes(account: PayPalAccount) {
  const pages: PaymentPages<Order, Word> = {
    owner: { name: 'PayPal', accent: '#003087', words },
    find: ({ query }) => {
      const order = account.orders.get(query.get('token') ?? '');
      return order?.isExpired ? undefined : order;
    },
    languageOf: ({ experience }) => experience.locale,
    show: approvalPage,
    decide: (order, given, { path, query }) => {
      const here = `${path}?${query}`;
      if (!awaitsPayer(order)) return here;
      const outcome = payerOutcomes.find((one) => one === given);
      if (!outcome || !mayChoose(order, outcome)) return undefined;
      decide(account, order, outcome);
      if (outcome === 'later') return here;
      const { cancelUrl, returnUrl } = order.experience;
      const isCancelled = outcome === 'cancel';
      const address = isCancelled ? cancelUrl : returnUrl;
      if (address === undefined) return here;
      const url = new URL(address);
      url.searchParams.append('token', order.id);
      if (!isCancelled) url.searchParams.append('PayerID', order.payerId ?? '');
      return url.href;
    },
  };
  return pagesAt('/checkoutnow', pages);
}

function approvalPage(order: Order): HostedPage<Word> {
  const sums = order.units.map(({ sum }) => sumForText(sum));
  const amount = sums.reduce((before, sum) => before + sum.amount, 0);
  const lines = order.units.map(({ sum, asked, referenceId }) => ({
    text: String(asked.description ?? asked.invoice_id ?? referenceId),
    amount: sumForText(sum),
  }));
  const offered = (...outcomes: (typeof payerOutcomes)[number][]) =>
    buttonsFor(...outcomes.filter((one) => mayChoose(order, one)));
  return {
    merchant: order.experience.brandName,
    total: { amount, currency: sums[0]?.currency ?? '' },
    lines,
    notice: noticeOf(order),
    ...(awaitsPayer(order) && {
      buttons: offered('pay', 'decline', 'cancel'),
      more: { heading: 'moreHeading', buttons: offered('later', 'echeck', 'review') },
    }),
  };
}

function noticeOf(order: Order): HostedPage<Word>['notice'] {
  if (order.status === 'COMPLETED') return { kind: 'good', text: 'paid' };
  if (order.isDeclined) return { kind: 'bad', text: 'declined' };
  return order.status === 'APPROVED' ? { kind: 'good', text: 'approved' } : undefined;
}
