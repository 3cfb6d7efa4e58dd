import { money } from '#domain/money';
import type { Payment } from '#domain/payments/payment';
import { externalCapabilities } from '#providers/external/capabilities';
import { ExternalProvider } from '#providers/external/external-provider';
import type { Fetch } from '#providers/http-client';
import { aPayment, paymentIdOf } from '#test/payments';

export const comeBack = {
  success: 'https://api.shop.example/callback/external?payment=1',
  cancel: 'https://api.shop.example/callback/external?payment=1&cancelled',
  notify: 'https://api.shop.example/webhooks/external',
};

const capabilities = externalCapabilities({
  methods: ['mobile_money'],
  actions: ['redirect', 'qr', 'push'],
  amounts: { XOF: { min: 100, max: 2_000_000 } },
});

type Request = { method: string; path: string; headers: Headers; body: unknown };
export type Said = { status?: number; body?: unknown; text?: string } | Error;

/** A backend that says one thing, and the requests that it heard. */
export function setup(said: Said) {
  const heard: Request[] = [];
  const fetch: Fetch = async (url, { method = '', headers, body } = {}) => {
    const { pathname } = new URL(String(url));
    const sent = body ? JSON.parse(String(body)) : undefined;
    heard.push({ method, path: pathname, headers: new Headers(headers), body: sent });
    if (said instanceof Error) throw said;
    return new Response(said.text ?? JSON.stringify(said.body ?? {}), {
      status: said.status ?? 200,
    });
  };
  const apiUrl = 'https://backend.example/gateway/';
  const provider = new ExternalProvider({ apiUrl, apiKey: 'ext_key', capabilities, fetch });
  return { provider, heard };
}

export const aMobilePayment = (changes: Partial<Payment> = {}): Payment =>
  aPayment({
    provider: 'external',
    method: 'mobile_money',
    amount: money(5_000, 'XOF'),
    providerReference: 'ext_1',
    ...changes,
  });

export const anUnopenedPayment = (changes: Partial<Payment> = {}): Payment =>
  aMobilePayment({ providerReference: undefined, action: undefined, ...changes });

export const aCheckout = (changes: Record<string, unknown> = {}) => ({
  external_payment_id: 'ext_1',
  payment_url: 'https://pay.backend.example/ext_1',
  qr_code: 'https://pay.backend.example/ext_1?by=qr',
  deep_links: { wallet: 'wallet://pay/ext_1' },
  status: 'pending',
  ...changes,
});

export const aStatus = (changes: Record<string, unknown> = {}) => ({
  external_payment_id: 'ext_1',
  status: 'pending',
  amount: 5000,
  currency: 'XOF',
  reference: paymentIdOf('any'),
  ...changes,
});

export const refusal = (code: string, message = 'No.') => ({ error: { code, message } });

/** Nobody knows what the backend did. */
export const silences: [string, Said][] = [
  ['silence', new TypeError('fetch failed')],
  ['a time-out', new DOMException('timed out', 'TimeoutError')],
  ['a wrong key', { status: 401, body: refusal('unauthorized') }],
  ['a forbidden key', { status: 403, body: refusal('forbidden') }],
  ['a key in use', { status: 409, body: refusal('request_in_progress') }],
  ['a key used for another body', { status: 409, body: refusal('idempotency_conflict') }],
  ['too many requests', { status: 429, body: refusal('too_many_requests') }],
  ['an error of theirs', { status: 500, body: refusal('internal_error') }],
  ['a gateway’s page', { status: 502, text: '<html>Bad Gateway</html>' }],
  ['a firewall’s page', { status: 400, text: '<html>Blocked</html>' }],
  ['a page for a wrong address', { status: 404, text: '<html>Not found</html>' }],
  ['a welcome page', { status: 200, text: '<html>It works!</html>' }],
  ['a torn answer', { status: 200, text: '{"external_payment_id":"ext_1","status":"suc' }],
  ['an empty answer', { status: 200, text: '' }],
  ['null', { status: 200, text: 'null' }],
  ['a list', { status: 200, text: '[]' }],
];
