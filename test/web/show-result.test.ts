import { createHandler } from '../../functions/pages/show-result/handler.ts';
import { resultPage, showResult } from './result-server.ts';

describe('the answer to GET /result', () => {
  it('is the page, cached for a short time', async () => {
    expect(await showResult()).toMatchObject({
      statusCode: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'public, max-age=300',
      },
      body: resultPage,
    });
  });

  it('allows only its own content and its own origin', async () => {
    const { headers = {} } = await showResult();
    const policy = String(headers['content-security-policy']);
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      expect.stringMatching(/^script-src 'sha256-[\w+/]{43}='$/),
      expect.stringMatching(/^style-src 'sha256-[\w+/]{43}='$/),
      "connect-src 'self'",
      'img-src data:',
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
  });

  it('requires HTTPS, its type and its address, and asks the browser for no device', async () => {
    expect((await showResult()).headers).toMatchObject({
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
  });

  it('is never sent for a page whose script could not run', () => {
    expect(() => createHandler('<style>a{}</style>')).toThrow('no <script>');
  });

  it('is small: 20 kB at most', () => {
    expect(Buffer.byteLength(resultPage)).toBeLessThanOrEqual(20 * 1024);
  });
});
