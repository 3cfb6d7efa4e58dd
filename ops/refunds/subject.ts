/**
 * Who a token is of, as it says itself: to tell admins apart, not to believe them.
 *
 * @throws Error when it is no token.
 */
export function subjectOf(token: string): string {
  try {
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const { sub } = JSON.parse(payload) as { sub?: unknown };
    if (typeof sub === 'string' && sub !== '') return sub;
  } catch {}
  throw new Error('The token of the admin is none: it is three parts with dots between them');
}
