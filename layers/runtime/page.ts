import { createHash } from 'node:crypto';
import { type HttpReply, httpFunction } from './http.ts';

/**
 * A function that answers every request with one HTML file, under a policy that lets run what the
 * file itself holds and nothing else.
 *
 * The same bytes for everybody, so it may be cached: what it shows, the page asks the API for with
 * the token in its own address, which no server sees.
 *
 * @throws Error when the page has no style or no script.
 */
export function pageFunction(page: string) {
  const reply: HttpReply = {
    statusCode: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'content-security-policy': contentSecurityPolicy(page),
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'cross-origin-opener-policy': 'same-origin',
    },
    body: page,
  };
  return httpFunction(async () => reply);
}

/** Only what the file itself holds may run, known by its hash; text that gets in stays text. */
const contentSecurityPolicy = (page: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashesOf('script', page)}`,
    `style-src ${hashesOf('style', page)}`,
    "connect-src 'self'",
    // The icon in the tab is written into the page, a QR code into an answer of the API.
    'img-src data:',
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** @throws Error when the page has none: a policy without hashes would leave it dead. */
function hashesOf(element: 'script' | 'style', page: string): string {
  const blocks = [...page.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))];
  if (blocks.length === 0) throw new Error(`the page has no <${element}> to allow`);
  return blocks.map(([, text = '']) => `'sha256-${sha256(text)}'`).join(' ');
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
