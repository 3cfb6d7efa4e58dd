import { balanceOf, type Posting } from '#domain/ledger/posting';
import { takenOf } from '#domain/payments/payment';
import type { Books, Charge, StoredPayment, Violation } from './books.ts';

/**
 * The ledger has what came of each payment once, less what went back; and what it says that a
 * provider holds is what the provider itself holds.
 */
export const auditLedger = (books: Books): Violation[] => [
  ...books.stored.flatMap(auditEntries),
  ...auditProviders(books),
];

const postingsOf = ({ ledger }: StoredPayment): Posting[] =>
  ledger.flatMap(({ postings }) => postings);

function auditEntries(stored: StoredPayment): Violation[] {
  const { id: paymentId, status, amount, amountRefunded } = stored.payment;
  const came = takenOf(stored.payment) ?? amount;
  const isPaid = status === 'completed' || status === 'review';
  const taken = isPaid ? came.minor : 0;
  const captured = stored.ledger.filter(({ fact }) => fact === 'captured').length;
  const due = taken > 0 ? 1 : 0;
  if (captured !== due)
    return [{ paymentId, what: `was captured ${captured} times in the ledger, not ${due}` }];
  const origin = status === 'review' ? 'suspense' : 'sales';
  const kept = -balanceOf(origin, came.currency.toUpperCase(), postingsOf(stored));
  return kept === taken - amountRefunded.minor
    ? []
    : [{ paymentId, what: `has ${kept} in the ledger, not ${taken - amountRefunded.minor}` }];
}

function auditProviders({ charges, stored }: Books): Violation[] {
  const postings = stored.flatMap(postingsOf);
  const named = [
    ...charges.map(({ provider, currency }) => `${provider} ${currency}`),
    ...stored.map(({ payment }) => `${payment.provider} ${payment.amount.currency}`),
  ];
  return [...new Set(named)].flatMap((name) => {
    const [provider, currency] = name.split(' ') as [Charge['provider'], string];
    const ours = balanceOf(`provider:${provider}`, currency, postings);
    const theirs = charges
      .filter((charge) => charge.provider === provider && charge.currency === currency)
      .reduce((sum, { held }) => sum + held, 0);
    return ours === theirs
      ? []
      : [{ what: `the ledger says ${provider} holds ${ours} ${currency}, and it holds ${theirs}` }];
  });
}
