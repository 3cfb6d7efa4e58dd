import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  certificateFor,
  certificateServer,
  certificateUrl,
  deliveryWith,
  genuineCertificate,
  genuineHeaders,
  origin,
  sentAt,
  vector,
  verifierWith,
} from './paypal-certificate.ts';

const from = (url: string) =>
  deliveryWith({ headers: { ...genuineHeaders, 'paypal-cert-url': url } });

const codeOf = (verification: Promise<void>): Promise<string> =>
  verification.then(
    () => 'accepted',
    (error) => error.code ?? error,
  );

describe('a certificate is only fetched from PayPal', () => {
  test.each([
    'https://evil.example/v1/notifications/certs/CERT-1',
    'http://api.paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com.evil.example/v1/notifications/certs/CERT-1',
    'https://evil.example/https://api.paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com@evil.example/v1/notifications/certs/CERT-1',
    'https://api.paypal.com:password@evil.example/v1/notifications/certs/CERT-1',
    'https://user@api.paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com:8443/v1/notifications/certs/CERT-1',
    'https://api.paypal.com:443/v1/notifications/certs/CERT-1',
    'https://api.paypal.com\\@evil.example/v1/notifications/certs/CERT-1',
    'https://api.paypal.com%2eevil.example/v1/notifications/certs/CERT-1',
    'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com/v1/notifications/certs/../../oauth2/token',
    'https://api.paypal.com/v1/notifications/certs/%2e%2e%2ftoken',
    'https://api.paypal.com/v1/notifications/certs/..%2f..%2fevil',
    'https://api.paypal.com/v1/notifications/certs/',
    'https://api.paypal.com/v1/notifications/certs/a/b',
    'https://api.paypal.com/v1/notifications/certs/CERT-1?next=//evil.example',
    'https://api.paypal.com/v1/notifications/certs/CERT-1#fragment',
    'https://api.paypal.com/v1/redirect?to=/v1/notifications/certs/CERT-1',
    'https://api.paypal.com/elsewhere',
    ' https://api.paypal.com/v1/notifications/certs/CERT-1',
    'ftp://api.paypal.com/v1/notifications/certs/CERT-1',
    'file:///v1/notifications/certs/CERT-1',
    'data:application/x-pem-file,CERT',
    '//api.paypal.com/v1/notifications/certs/CERT-1',
    'CERT-1',
  ])('not from %s', async (url) => {
    const server = certificateServer(() => new Response(genuineCertificate));
    const verify = verifierWith({ fetch: server.fetch });
    expect(await codeOf(verify(from(url)))).toBe('certificate_not_allowed');
    expect(server.asked).toEqual([]);
  });

  test('a redirect is not followed', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const verify = verifierWith({ certificateOrigins: [local], fetch });
    const url = `${local}/v1/notifications/certs/CERT-1`;
    expect(await codeOf(verify(from(url)))).toBe('certificate_not_allowed');
    expect(asked).toEqual(['/v1/notifications/certs/CERT-1']);
    server.closeAllConnections();
    server.close();
  });

  test('once, for any number of notifications', async () => {
    const server = certificateServer(() => new Response(genuineCertificate));
    const verify = verifierWith({ fetch: server.fetch });
    for (let time = 1; time <= 5; time++) await verify(deliveryWith());
    expect(server.asked).toEqual([certificateUrl]);
  });

  test('up to a limit, at which the oldest is dropped', async () => {
    const server = certificateServer(() => new Response(genuineCertificate));
    let minutes = 0;
    const now = () => new Date(Date.parse(sentAt) + minutes++ * 60_000);
    const verify = verifierWith({ fetch: server.fetch, now });
    const urls = Array.from({ length: 11 }, (_, n) => `${origin}/v1/notifications/certs/CERT-${n}`);
    for (const url of urls) await verify(from(url));
    await verify(from(urls[10]!));
    expect(server.asked).toHaveLength(11);
    await verify(from(urls[0]!));
    expect(server.asked).toHaveLength(12);
  });
});

/** Names that nobody has given. */
const madeUp = (count: number) =>
  Array.from({ length: count }, (_, n) => from(`${origin}/v1/notifications/certs/MADE-UP-${n}`));

const minutesLater = (minutes: number) => new Date(Date.parse(sentAt) + minutes * 60_000);

describe('an invalid certificate is refused, and requested once [B6]', () => {
  test.each<[string, () => Response | Promise<Response>]>([
    ['there is none', () => new Response('', { status: 404 })],
    ['it is forbidden', () => new Response('', { status: 403 })],
    ['it is elsewhere', () => new Response('', { status: 302, headers: { location: '/login' } })],
    ['a proxy shows a page', () => new Response('<h1>Welcome</h1>')],
    ['it is half a certificate', () => new Response(genuineCertificate.slice(0, 400))],
    ['it is empty', () => new Response('')],
    ['it does not end', () => new Response(`${genuineCertificate}${'\n'.repeat(100_000)}`)],
  ])('%s', async (_, answer) => {
    let now = new Date(sentAt);
    const server = certificateServer(answer);
    const verify = verifierWith({ fetch: server.fetch, now: () => now });
    for (let time = 1; time <= 30; time++)
      expect(await codeOf(verify(deliveryWith()))).toBe('certificate_not_allowed');
    expect(server.asked).toHaveLength(1);
    now = minutesLater(11);
    await codeOf(verify(deliveryWith()));
    expect(server.asked).toHaveLength(2);
  });

  test('invented names cause a few requests a minute, and are never our fault', async () => {
    let now = new Date(sentAt);
    const server = certificateServer(() => new Response('', { status: 404 }));
    const verify = verifierWith({ fetch: server.fetch, now: () => now });
    for (const delivery of madeUp(200))
      expect(await codeOf(verify(delivery))).toBe('certificate_not_allowed');
    expect(server.asked).toHaveLength(6);
    now = minutesLater(2);
    for (const delivery of madeUp(200)) await codeOf(verify(delivery));
    expect(server.asked).toHaveLength(12);
  });

  test('a known certificate is still accepted among them', async () => {
    const server = certificateServer(() => new Response(genuineCertificate));
    const verify = verifierWith({ fetch: server.fetch });
    await verify(deliveryWith());
    for (const delivery of madeUp(20)) await codeOf(verify(delivery));
    expect(await codeOf(verify(deliveryWith()))).toBe('accepted');
  });

  test('concurrent notifications wait for one answer', async () => {
    const server = certificateServer(() => new Response(genuineCertificate));
    const verify = verifierWith({ fetch: server.fetch });
    await Promise.all(Array.from({ length: 20 }, () => verify(deliveryWith())));
    expect(server.asked).toHaveLength(1);
  });
});

describe('while PayPal is down, the sender is told to try again', () => {
  test.each<[string, () => Response | Promise<Response>]>([
    ['it says so', () => new Response('', { status: 503 })],
    ['it wants to be asked less', () => new Response('', { status: 429 })],
    ['the connection is cut', () => Promise.reject(new TypeError('fetch failed'))],
  ])('%s', async (_, answer) => {
    let now = new Date(sentAt);
    let isRepaired = false;
    const server = certificateServer(() =>
      isRepaired ? new Response(genuineCertificate) : answer(),
    );
    const verify = verifierWith({ fetch: server.fetch, now: () => now });
    for (let time = 1; time <= 20; time++)
      expect(await codeOf(verify(deliveryWith()))).toBe('verification_unavailable');
    expect(server.asked).toHaveLength(6);
    isRepaired = true;
    now = minutesLater(1);
    expect(await codeOf(verify(deliveryWith()))).toBe('accepted');
  });

  test('PayPal does not answer', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const verify = verifierWith({ certificateOrigins: [local], fetch, timeoutMs: 100 });
    const url = `${local}/v1/notifications/certs/CERT-1`;
    expect(await codeOf(verify(from(url)))).toBe('verification_unavailable');
    server.closeAllConnections();
    server.close();
  });
});

describe('a certificate is refused', () => {
  const genuineKey = createPublicKey(vector.public_key_pem);
  const served = (pem: string, now = sentAt) =>
    verifierWith({
      fetch: certificateServer(() => new Response(pem)).fetch,
      now: () => new Date(now),
    });

  test('before and after its validity', async () => {
    const past = served(certificateFor(genuineKey, { to: '2026-11-01' }));
    const future = served(certificateFor(genuineKey, { from: '2026-12-01' }));
    expect(await codeOf(past(deliveryWith()))).toBe('certificate_not_allowed');
    expect(await codeOf(future(deliveryWith()))).toBe('certificate_not_allowed');
  });

  test('after its validity, although it was cached', async () => {
    let now = sentAt;
    const pem = certificateFor(genuineKey, { to: '2026-11-22' });
    const { fetch } = certificateServer(() => new Response(pem));
    const verify = verifierWith({ fetch, now: () => new Date(now) });
    expect(await codeOf(verify(deliveryWith()))).toBe('accepted');
    now = '2026-11-23T00:00:00Z';
    expect(await codeOf(verify(deliveryWith()))).toBe('certificate_not_allowed');
  });

  test('if it is for another key', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(await codeOf(served(certificateFor(publicKey))(deliveryWith()))).toBe(
      'signature_invalid',
    );
  });

  test('if its key is of another type', async () => {
    const file = new URL('../../fixtures/signatures/ec-certificate.pem', import.meta.url);
    const pem = readFileSync(file, 'utf8');
    expect(new X509Certificate(pem).publicKey.asymmetricKeyType).toBe('ec');
    expect(await codeOf(served(pem)(deliveryWith()))).toBe('certificate_not_allowed');
  });
});
