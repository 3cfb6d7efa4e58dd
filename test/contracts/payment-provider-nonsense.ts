import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Payment } from '#domain/payments/payment';
import type { PaymentProvider } from '#domain/payments/payment-provider';
import type { TheWorld } from './payment-provider.ts';
import { anOpenPayment, nobodyKnows } from './provider-steps.ts';
import type { ProviderWorld } from './provider-world.ts';

/** What a proxy, a captive portal or somebody else’s server answers. */
const nonsense = [
  [200, '<!doctype html><title>Welcome</title>'],
  [200, ''],
  [200, '{"id": "half of'],
  [403, '<title>Attention Required! | Cloudflare</title>'],
  [404, '<h1>Not Found</h1>'],
  [502, '<h1>Bad Gateway</h1>'],
  [503, '{"message": "Service Unavailable"}'],
  [302, ''],
] as const;

/** What every adapter promises when somebody else answers in the provider's place. */
export function describeNonsense(the: TheWorld): void {
  test.each(nonsense)('a status of %i %j is unknown', async (status, body) => {
    const payment = await anOpenPayment(the());
    await answering(status, body, async (url) => {
      await expectNothingKnown(the(), the().providerAt(url), payment);
    });
  });

  test('the status is unknown while the provider cannot be reached', async () => {
    const payment = await anOpenPayment(the());
    await expectNothingKnown(the(), the().providerAt('http://127.0.0.1:1'), payment);
  });
}

async function expectNothingKnown(
  { newPayment, comeBack }: ProviderWorld,
  provider: PaymentProvider,
  payment: Payment,
): Promise<void> {
  expect(await provider.open(newPayment(), comeBack)).toEqual(nobodyKnows);
  expect(await provider.status(payment)).toEqual(nobodyKnows);
  expect(await provider.cancel(payment)).toEqual(nobodyKnows);
}

/** A server that has one answer to everything, while the work lasts. */
async function answering(
  status: number,
  body: string,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const headers = { 'content-type': 'text/html', location: 'http://127.0.0.1:1/' };
  const server = createServer((_, response) => response.writeHead(status, headers).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
