import type Stripe from 'stripe';
import type { Endpoint } from './endpoint.ts';
import { invalidParameter } from './errors.ts';
import { names } from './parameters.ts';

/** `metadata['order']:'A1'`, `status:"succeeded"`, `currency:"eur"`, `amount:500`. */
const clauseForm =
  /^(?:metadata\[["'](.+?)["']\]|(status|currency|amount|customer)):["']?(.*?)["']?$/;

/** Search by equality, with clauses joined by AND; unlike Stripe's, without delay. */
export const searchIntents: Endpoint = {
  known: names('query limit page expand'),
  act: ({ account, params }) => {
    const clauses = params
      .requiredText('query')
      .split(/\s+AND\s+/i)
      .map(parseClause);
    const found = [...account.intents.values()]
      .reverse()
      .filter((intent) => clauses.every((isMet) => isMet(intent)));
    const limit = params.integer('limit') ?? 10;
    return {
      object: 'search_result',
      url: '/v1/payment_intents/search',
      has_more: found.length > limit,
      data: found.slice(0, limit),
      next_page: null,
    };
  },
};

function parseClause(clause: string): (intent: Stripe.PaymentIntent) => boolean {
  const match = clauseForm.exec(clause.trim());
  if (!match)
    throw invalidParameter('query', `We were unable to parse your search query: ${clause}`);
  const [, metadataKey, field, value] = match;
  if (metadataKey !== undefined) return (intent) => intent.metadata[metadataKey] === value;
  const name = field as 'status' | 'currency' | 'amount' | 'customer';
  return (intent) => String(intent[name]) === value;
}
