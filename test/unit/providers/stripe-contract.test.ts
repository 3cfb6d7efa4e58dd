import { parseStripeNotification } from '#providers/stripe/notification';
import { openStripe, StripeProvider } from '#providers/stripe/stripe-provider';
import { verifyStripeSignature } from '#providers/stripe/verify-signature';
import { stoppedNow } from '#test/clock';
import { startSimulatedStripe } from '../../../local/providers/stripe/server.ts';
import { paymentProviderContract } from '../../contracts/payment-provider.ts';
import {
  aNewPayment,
  control,
  type ProviderWorld,
  patienceMs,
  startReceiver,
  unproven,
} from '../../contracts/provider-world.ts';

const secretKey = 'sk_test_contract';
const webhookSecret = 'whsec_contract';

async function startWorld(): Promise<ProviderWorld> {
  const now = stoppedNow();
  const receiver = await startReceiver();
  const simulated = await startSimulatedStripe({
    ...{ secretKey, webhookSecret },
    publishableKey: 'pk_test_contract',
    webhookUrl: receiver.url,
    now,
  });
  const { url } = simulated;
  const stripe = openStripe({ secretKey, apiUrl: url });
  const providerAt = (apiUrl: string, timeoutMs = patienceMs) =>
    new StripeProvider({ secretKey, apiUrl, timeoutMs });
  return {
    ...{ url, providerAt, received: receiver.received },
    provider: providerAt(url),
    requests: {
      open: { method: 'POST', path: '/v1/checkout/sessions' },
      status: { method: 'GET', path: '/v1/checkout/sessions' },
      cancel: { method: 'POST', path: '/v1/checkout/sessions' },
      refund: { method: 'POST', path: '/v1/refunds' },
    },
    comeBack: {
      success: 'https://shop.example/callback/stripe',
      cancel: 'https://shop.example/callback/stripe?cancelled=1',
      notify: receiver.url,
    },
    newPayment: () => aNewPayment({}),
    countCheckouts: async ({ id }) => {
      const { data } = await stripe.checkout.sessions.list({ limit: 100 });
      return data.filter(({ client_reference_id }) => client_reference_id === id).length;
    },
    markOf: ({ id }) => id,
    verify: ({ headers, rawBody }) =>
      verifyStripeSignature({
        header: headers['stripe-signature'],
        rawBody,
        secrets: [webhookSecret],
        now: now(),
      }),
    parse: ({ rawBody }) => parseStripeNotification(new TextDecoder().decode(rawBody)),
    altered: unproven,
    dashboard: {
      refund: async ({ providerTransaction }, amount) => {
        const wish = { payment_intent: providerTransaction, amount };
        await control({ url }, 'POST', '/dashboard-refunds', wish);
      },
      dispute: async ({ providerTransaction }, outcome, amount) => {
        const status = outcome === 'open' ? 'needs_response' : outcome;
        await control({ url }, 'POST', '/disputes', {
          payment_intent: providerTransaction,
          status,
          amount,
        });
      },
    },
    stop: async () => {
      await simulated.stop();
      await receiver.stop();
    },
  };
}

paymentProviderContract('Stripe', startWorld, {
  openedAgain: 'opened',
  // The page stays open for another card.
  after: { decline: 'pending', cancel: 'pending', later: 'processing' },
  isClosedByCancel: true,
  refunds: 'partial',
  remembersBreakdowns: true,
  distortions: ['wrongAmount', 'wrongCurrency'],
});
