import { parsePayPalNotification } from '#providers/paypal/notification';
import { PayPalProvider } from '#providers/paypal/paypal-provider';
import { payPalVerifier } from '#providers/paypal/verify-notification';
import { stoppedNow } from '#test/clock';
import { startSimulatedPayPal } from '../../../local/providers/paypal/server.ts';
import { paymentProviderContract } from '../../contracts/payment-provider.ts';
import {
  aNewPayment,
  control,
  type ProviderWorld,
  patienceMs,
  startReceiver,
  unproven,
} from '../../contracts/provider-world.ts';

const app = { clientId: 'contract-client', clientSecret: 'contract-secret' };
const webhookId = '1JE4291016473214C';
const now = stoppedNow();

async function startWorld(): Promise<ProviderWorld> {
  const receiver = await startReceiver();
  const webhookUrl = receiver.url;
  const simulated = await startSimulatedPayPal({ ...app, webhookId, webhookUrl, now });
  const { url } = simulated;
  const providerAt = (apiUrl: string, timeoutMs = patienceMs) =>
    new PayPalProvider({ ...app, apiUrl, brandName: 'Comptoir Diallo', now, timeoutMs });
  const verify = payPalVerifier({ certificateOrigins: [url], now, timeoutMs: patienceMs });
  return {
    ...{ url, providerAt, received: receiver.received },
    provider: providerAt(url),
    requests: {
      open: { method: 'POST', path: '/v2/checkout/orders' },
      status: { method: 'GET', path: '/v2/checkout/orders' },
      cancel: { method: 'GET', path: '/v2/checkout/orders' },
      refund: { method: 'POST', path: '/v2/payments/captures' },
    },
    comeBack: {
      success: 'https://shop.example/callback/paypal',
      cancel: 'https://shop.example/callback/paypal?cancelled=1',
      notify: webhookUrl,
    },
    newPayment: () => aNewPayment({ provider: 'paypal', method: 'paypal' }),
    countCheckouts: async ({ id }) => {
      const orders = await control<object[]>({ url }, 'GET', '/orders');
      return orders.filter((order) => JSON.stringify(order).includes(id)).length;
    },
    markOf: ({ id }) => id,
    verify: (delivery) => verify({ ...delivery, webhookIds: [webhookId] }),
    parse: ({ rawBody }) => parsePayPalNotification(new TextDecoder().decode(rawBody)),
    altered: unproven,
    dashboard: {
      refund: async ({ providerTransaction }, amount) => {
        const wish = { capture_id: providerTransaction, amount };
        await control({ url }, 'POST', '/dashboard-refunds', wish);
      },
      dispute: async ({ providerTransaction }, status, amount) => {
        const wish = { capture_id: providerTransaction, status, amount };
        await control({ url }, 'POST', '/disputes', wish);
      },
    },
    stop: async () => {
      await simulated.stop();
      await receiver.stop();
    },
  };
}

paymentProviderContract('PayPal', startWorld, {
  openedAgain: 'opened',
  // A declined means shows itself when the money is taken; “later” has approved all the same.
  after: { decline: 'pending', cancel: 'pending', later: 'paid' },
  isClosedByCancel: true,
  refunds: 'partial',
  distortions: ['wrongAmount', 'wrongCurrency'],
});
