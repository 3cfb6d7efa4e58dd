import type Stripe from 'stripe';
import type { Card, CardBox, CardHolders } from '#domain/cards/saved-cards';
import { ProviderUnreachableError } from '#domain/errors';
import { isMissing, isRefusal } from './refusals.ts';
import { openStripe } from './stripe-provider.ts';

/** The largest page of Stripe; older cards of somebody with more are not shown. */
const cardsMax = 100;

/** The cards that Stripe keeps for a customer, saved on the mobile sheet. */
export function stripeCardBox(settings: {
  apiUrl: string;
  readSecretKey: () => Promise<readonly string[]>;
}): CardBox & CardHolders {
  const ask = async <Answer>(question: (stripe: Stripe) => Promise<Answer>): Promise<Answer> => {
    const [secretKey = ''] = await settings.readSecretKey();
    return question(openStripe({ apiUrl: settings.apiUrl, secretKey }));
  };
  return {
    open: (holder) =>
      unless<Awaited<ReturnType<CardBox['open']>>>(isMissing, { cards: [] }, () =>
        ask(async (stripe) => {
          const [customer, { data }] = await Promise.all([
            stripe.customers.retrieve(holder),
            stripe.customers.listPaymentMethods(holder, { type: 'card', limit: cardsMax }),
          ]);
          return { cards: data.map(cardFrom), chosenId: chosenBy(customer) };
        }),
      ),
    choose: (holder, cardId) =>
      unless(isRefusal, false, () =>
        ask(async (stripe) => {
          // Stripe's own default: what its dashboard and its other products take, too.
          const chosen = { invoice_settings: { default_payment_method: cardId } };
          await stripe.customers.update(holder, chosen);
          return true;
        }),
      ),
    detach: (cardId) =>
      unless(isRefusal, false, () =>
        ask(async (stripe) => {
          await stripe.paymentMethods.detach(cardId);
          return true;
        }),
      ),
    forget: (holder) =>
      unless(isMissing, false, () =>
        ask(async (stripe) => {
          await stripe.customers.del(holder);
          return true;
        }),
      ),
  };
}

/** Any other failure leaves the result unknown. */
async function unless<Answer>(
  isExpected: (error: unknown) => boolean,
  expected: Answer,
  act: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await act();
  } catch (cause) {
    if (isExpected(cause)) return expected;
    throw new ProviderUnreachableError({ cause });
  }
}

function cardFrom({ id, card }: Stripe.PaymentMethod): Card {
  if (!card) throw new Error('the answer is not a card');
  const { brand, last4, exp_month: expiryMonth, exp_year: expiryYear } = card;
  return { id, brand, last4, expiryMonth, expiryYear };
}

function chosenBy(customer: Stripe.Customer | Stripe.DeletedCustomer): string | undefined {
  const chosen = customer.deleted ? null : customer.invoice_settings.default_payment_method;
  return typeof chosen === 'string' ? chosen : chosen?.id;
}
