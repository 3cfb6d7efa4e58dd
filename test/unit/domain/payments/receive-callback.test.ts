import { Addresses } from '#contract/addresses';
import { ClientTokens } from '#domain/access/client-token';
import { noPause, SettableClock, seededBytes } from '#test/clock';
import { anHttpEvent } from '#test/http-events';
import { MemoryPaymentStore } from '#test/memory-payment-store';
import { aPayment } from '#test/payments';
import { knows, only, ScriptedProvider } from '#test/scripted-provider';
import { createHandler } from '../../../../functions/payments/receive-callback/handler.ts';

test('a browser that returns over and over is redirected, and the provider is not asked each time [B6]', async () => {
  const payment = aPayment();
  const payments = new MemoryPaymentStore();
  await payments.createOrGet(payment);
  const provider = new ScriptedProvider({ status: [knows({ state: 'pending' })] });
  const clock = new SettableClock('2026-11-21T10:05:00.000Z');
  const tokens = new ClientTokens(['a-key-for-client-tokens']);
  const handler = createHandler({
    payments,
    providers: only(provider),
    addresses: new Addresses('https://api.example', 'https://web.example'),
    clientTokens: async () => tokens,
    now: clock.now,
    randomBytes: seededBytes(),
    pause: noPause,
  });
  const query = { p: payment.id.slice('pay_'.length), k: tokens.issueReturnKey(payment.id) };
  const event = anHttpEvent({ method: 'GET', path: '/callback/stripe', query });
  for (let time = 1; time <= 50; time++)
    expect(await handler(event, {} as never)).toMatchObject({
      statusCode: 303,
      headers: { location: `https://shop.example/merci?payment=${payment.id}` },
    });
  expect(provider.timesAsked('status')).toBe(10);
});
