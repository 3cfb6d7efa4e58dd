import { buttonsFor, type HostedPage } from '../hosted-page.ts';
import { type PaymentPages, pagesAt } from '../payment-pages.ts';
import type { ExternalAccount } from './account.ts';
import { decide, payerOutcomes } from './buyer.ts';
import { type ExternalPayment, isOpen } from './payment.ts';

const words = {
  fr: {
    provider: 'Paiement externe',
    decline: 'Le paiement est refusé',
    later: 'Confirmer plus tard',
    processing: 'Confirmez le paiement sur votre téléphone.',
    failed: 'Ce paiement a été refusé.',
  },
  en: {
    provider: 'External payment',
    decline: 'The payment is declined',
    later: 'Confirm later',
    processing: 'Confirm the payment on your phone.',
    failed: 'This payment was declined.',
  },
};
type Word = keyof (typeof words)['fr'];

const buttons = buttonsFor('pay', 'later', 'decline', 'cancel');

/** The page that people see; for a push it replaces the payer's phone. */
export function pageRoutes(account: ExternalAccount) {
  const pages: PaymentPages<ExternalPayment, Word> = {
    owner: { name: 'External', accent: '#8a4b14', words },
    find: ({ ids }) => account.payments.get(ids.id ?? ''),
    languageOf: ({ language }) => language,
    show: (payment) => ({
      total: payment.asked,
      lines: [{ text: payment.description, amount: payment.asked }],
      ...stateOf(payment),
    }),
    decide: (payment, given, { path }) => {
      if (!isOpen(payment)) return path;
      const outcome = payerOutcomes.find((one) => one === given);
      if (!outcome) return undefined;
      decide(account, payment, outcome);
      const { success, cancel } = payment.urls;
      // A phone, or a page opened by scanning, has no shop to return to.
      return (outcome === 'cancel' ? cancel : success) || path;
    },
  };
  return pagesAt('/pay/:id', pages);
}

function stateOf({ status }: ExternalPayment): HostedPage<Word> {
  switch (status) {
    case 'pending':
      return { buttons };
    case 'processing':
      return {
        notice: { kind: 'plain', text: 'processing' },
        buttons: buttons.filter(([outcome]) => outcome !== 'later'),
      };
    case 'succeeded':
      return { notice: { kind: 'good', text: 'paid' } };
    case 'failed':
      return { notice: { kind: 'bad', text: 'failed' } };
    case 'cancelled':
    case 'expired':
      return { notice: { kind: 'plain', text: status } };
  }
}
