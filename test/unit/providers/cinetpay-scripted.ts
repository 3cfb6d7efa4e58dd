import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { CinetPayProvider } from '#providers/cinetpay/cinetpay-provider';
import { aPayment } from '#test/payments';

export const comeBack = {
  success: 'https://api.shop.example/callback/cinetpay?outcome=success',
  cancel: 'https://api.shop.example/callback/cinetpay?outcome=cancel',
  notify: 'https://api.shop.example/webhooks/cinetpay',
};

export const aMobilePayment = (changes: Partial<Payment> = {}): Payment =>
  aPayment({
    provider: 'cinetpay',
    method: 'mobile_money',
    amount: money(5000, 'XOF'),
    buyer: { email: 'awa@example.com', name: 'Awa Marie Diop', phone: '+2250707123456' },
    description: 'Thé #7 & café / 5 $',
    providerReference: undefined,
    action: undefined,
    ...changes,
  });

export type Sent = { url: string; headers: Record<string, string>; body: Record<string, unknown> };

/** An adapter that is given these answers, one after the other; the last one stands. */
export function providerThatHears(apiKey: string, ...answers: unknown[]) {
  const sent: Sent[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    const { method, headers, body } = init;
    sent.push({
      url: `${method} ${url}`,
      headers: headers as Sent['headers'],
      body: JSON.parse((body as string) ?? '{}'),
    });
    const isLogin = String(url).endsWith('/v1/oauth/login');
    const answer = isLogin ? { code: 200, access_token: 'token-1' } : answers.shift();
    if (answers.length === 0) answers.push(answer);
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer));
  };
  const provider = new CinetPayProvider({
    checkoutUrl: 'https://checkout.example',
    sandboxUrl: 'https://sandbox.example',
    liveUrl: 'https://live.example',
    currencies: ['XOF', 'XAF'],
    keys: { apiKeys: [apiKey], apiPassword: 'password', siteId: '445160' },
    fetch,
    now: () => new Date('2026-11-21T10:00:01Z'),
  });
  return { provider, sent };
}

/** What the adapter says of words that nobody has explained. */
export const unknown = { kind: 'unknown', cause: expect.any(Error) };
