import {
  attemptCookie,
  cookieOf,
  customerCookie,
  refreshTokenOf,
  sessionCookies,
  withoutAttempt,
  withoutSession,
} from '#runtime/cookies';

const tokens = { idToken: 'id', refreshToken: 'refresh', expiresInSeconds: 900 };

const partsOf = (cookie: string) => {
  const [pair = '', ...rest] = cookie.split('; ');
  return { name: pair.split('=')[0]!, value: pair.slice(pair.indexOf('=') + 1), rest };
};

test('no script, no page without TLS and no form of a foreign site gets any cookie', () => {
  const all = [
    ...sessionCookies('staff', tokens),
    ...withoutSession(),
    attemptCookie('sealed', 600),
    withoutAttempt(),
    customerCookie('cus_1'),
  ];
  for (const { name, rest } of all.map(partsOf)) {
    expect(rest).toEqual(expect.arrayContaining(['HttpOnly', 'Secure']));
    expect(rest.join()).not.toContain('Domain');
    // Browsers keep a cookie of this name only for this host and all its paths.
    if (name.startsWith('__Host-'))
      expect(rest).toEqual(expect.arrayContaining(['Path=/', 'SameSite=Lax']));
    else expect(rest).toEqual(expect.arrayContaining(['Path=/auth', 'SameSite=Strict']));
  }
});

test('cookies live as long as what is in them', () => {
  const ages = (kind: 'people' | 'staff') =>
    sessionCookies(kind, tokens).map((cookie) => partsOf(cookie).rest.at(-1));
  expect(ages('staff')).toEqual(['Max-Age=900', 'Max-Age=43200']);
  expect(ages('people')).toEqual(['Max-Age=900', 'Max-Age=2592000']);
  for (const cookie of [...withoutSession(), withoutAttempt()])
    expect(partsOf(cookie)).toMatchObject({
      value: '',
      rest: expect.arrayContaining(['Max-Age=0']),
    });
});

test('what was set is read back, by its whole name, with the kind of people it belongs to', () => {
  const cookies = sessionCookies('staff', tokens).map((cookie) => cookie.split('; ')[0]!);
  const event = { cookies: ['x__Host-peage-id=other', ...cookies] };
  expect(cookieOf(event, 'idToken')).toBe('id');
  expect(refreshTokenOf(event)).toEqual({ kind: 'staff', token: 'refresh' });
  expect(cookieOf({}, 'idToken')).toBeUndefined();
  for (const value of ['', 'refresh', 'admin.refresh', 'staff.'])
    expect(refreshTokenOf({ cookies: [`__Secure-peage-refresh=${value}`] })).toBeUndefined();
});
