import { createHash } from 'node:crypto';
import { type HttpReply, httpFunction } from './http.ts';

/**
 * Creates a function that answers every request with one HTML file, under a policy that allows only
 * the file's own scripts and styles.
 *
 * Everybody gets the same bytes, so they may be cached: the page loads its data from the API, with
 * a token in its own address that is never sent to a server.
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

/** Allows only what the file itself contains, by hash, so that injected text is never executed. */
const contentSecurityPolicy = (page: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashesOf('script', page)}`,
    `style-src ${hashesOf('style', page)}`,
    "connect-src 'self'",
    // The page contains the tab's icon, an answer of the API the QR code.
    'img-src data:',
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** @throws Error when the page has none: the policy would block the page. */
function hashesOf(element: 'script' | 'style', page: string): string {
  const blocks = [...page.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))];
  if (blocks.length === 0) throw new Error(`the page has no <${element}> to allow`);
  return blocks.map(([, text = '']) => `'sha256-${sha256(text)}'`).join(' ');
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
