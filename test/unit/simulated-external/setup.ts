import { stoppedNow } from '#test/clock';
import { startSimulatedExternal } from '../../../local/providers/external/server.ts';
import { controlOf, startReceiver } from '../simulated-cinetpay/receiver.ts';

export const apiKey = 'ext_key_unit';
export const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** A simulated external backend and a merchant that it can call back, per test file. */
export async function setup() {
  const receiver = await startReceiver();
  const simulated = await startSimulatedExternal({
    apiKey: apiKey,
    webhookSecret: webhookSecret,
    callbackUrl: receiver.url,
    now: stoppedNow(),
  });
  const call = async (method: string, path: string, body?: object, headers: object = {}) => {
    const response = await fetch(`${simulated.url}/api/v1/payments${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field.
    const answer: any = await response.json();
    return { status: response.status, body: answer };
  };
  return {
    ...{ receiver, simulated, call },
    control: controlOf(() => simulated.url),
    initiate: (changes: object = {}, headers: object = {}) =>
      call('POST', '/initiate', aRequest(changes), headers),
    statusOf: async (id: string) => (await call('GET', `/${id}/status`)).body,
    /** The callbacks about one payment, in the order in which they came. */
    callbacks: (id: string) => receiver.received.filter(({ body }) => body.includes(id)),
    stop: async () => {
      await simulated.stop();
      await receiver.stop();
    },
  };
}

export type Setup = Awaited<ReturnType<typeof setup>>;

let orders = 0;

/** A number nobody else has: faults are aimed by it. */
export function aReference(): string {
  orders += 1;
  return `order-${orders}`;
}

function aRequest(changes: object): object {
  return {
    amount: 5000,
    currency: 'XOF',
    reference: aReference(),
    description: 'Panier de pagnes',
    return_url: 'https://shop.example/thanks',
    cancel_url: 'https://shop.example/basket',
    ...changes,
  };
}
