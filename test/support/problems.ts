import { api, type Json, type Reply } from '#test/cloud';
import { stripeAccount } from '#test/stripe-account';

/** What an answer about an error must never let out. */
const innards =
  /\bat .+:\d+|node_modules|index\.js|dynamodb|arn:aws|Table|PAYMENT#|sk_test|whsec_|ZodError|SyntaxError/i;

/** An answer that says what is wrong in the one form that all of them have, and nothing more. */
export function expectProblem(reply: Reply, status: number, code: string): Json {
  expect(reply.body).toEqual({
    type: `urn:peage:problem:${code}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
    code,
    requestId: reply.headers.get('apigw-requestid'),
    ...(reply.body?.errors && { errors: expect.any(Array) }),
  });
  expect(reply.status).toBe(status);
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  expect(reply.headers.get('cache-control')).toBe('no-store');
  if (status === 429) expect(reply.headers.get('retry-after')).toMatch(/^[1-9]\d{0,4}$/);
  expect(reply.text).not.toMatch(innards);
  return reply.body;
}

/** Payments that carry this text. */
export const paymentsAbout = async (text: string): Promise<Json[]> =>
  (await api('GET', `/v1/payments?limit=100&q=${encodeURIComponent(text)}`)).body.data;

/** The state as it is stored: listing asks no provider. */
export const storedStatus = async (id: string): Promise<string> =>
  (await paymentsAbout(id))[0]?.status;

/** Checkouts and mobile payments at Stripe that carry this text. */
export async function openedAtStripe(text: string): Promise<object[]> {
  const sessions = await stripeAccount.checkout.sessions.list({ limit: 100 });
  const intents = await stripeAccount.paymentIntents.list({ limit: 100 });
  return [...sessions.data, ...intents.data].filter((one) => JSON.stringify(one).includes(text));
}

/** Neither we nor Stripe know anything that carries this text. */
export async function expectNothingOpened(text: string): Promise<void> {
  expect(await paymentsAbout(text)).toEqual([]);
  expect(await openedAtStripe(text)).toEqual([]);
}
