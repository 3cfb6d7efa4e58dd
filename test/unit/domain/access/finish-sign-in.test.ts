import { randomBytes } from 'node:crypto';
import { type FinishDeps, finishSignIn, type Returned } from '#domain/access/finish-sign-in';
import { beginAttempt, type SignInAttempt } from '#domain/access/sign-in-attempt';

const tokens = { idToken: 'id', refreshToken: 'refresh', expiresInSeconds: 3_600 };

function setup(wish: object = {}, changes: Partial<FinishDeps> = {}) {
  const attempt = beginAttempt({ to: '/billing/plan', ...wish }, { now: new Date(), randomBytes });
  const asked: unknown[] = [];
  const finish = (returned: Returned = {}, kept: SignInAttempt | undefined = attempt) =>
    finishSignIn(
      {
        exchange: async (...proof) => {
          asked.push(proof);
          return tokens;
        },
        nonceOf: async () => attempt.nonce,
        ...changes,
      },
      { code: 'code', state: attempt.state, ...returned },
      kept,
    );
  /** Of a browser that kept nothing. */
  const finishBare = () =>
    finishSignIn(
      { exchange: async () => 'refused', nonceOf: async () => undefined },
      { code: 'code', state: attempt.state },
      undefined,
    );
  return { attempt, asked, finish, finishBare };
}

test('a code becomes a session, by the verifier that the browser kept, where the person wanted to go', async () => {
  const { finish, asked, attempt } = setup({ as: 'staff' });
  expect(await finish()).toEqual({
    outcome: 'signed_in',
    kind: 'staff',
    tokens,
    to: '/billing/plan',
  });
  expect(asked).toEqual([['staff', { code: 'code', verifier: attempt.verifier }]]);
});

describe('the browser begins again, and no code is exchanged,', () => {
  test('when it comes back with the state of another attempt', async () => {
    const { finish, asked } = setup({ as: 'staff' });
    const again = { outcome: 'again', kind: 'staff', to: '/billing/plan' };
    for (const state of ['other', '', undefined]) expect(await finish({ state })).toEqual(again);
    expect(asked).toEqual([]);
  });

  test('when it kept nothing: the ten minutes are over, or the code was used', async () => {
    expect(await setup().finishBare()).toEqual({ outcome: 'again', kind: 'people', to: undefined });
  });
});

test('a code that is refused makes the browser begin again', async () => {
  const { finish } = setup({}, { exchange: async () => 'refused' });
  expect(await finish()).toMatchObject({ outcome: 'again', to: '/billing/plan' });
});

describe('signing in fails', () => {
  const failed = { code: 'sign_in_failed' };

  test('when the second try goes wrong like the first, so that nobody goes in circles', async () => {
    const { finish, finishBare } = setup({ again: '1' }, { exchange: async () => 'refused' });
    await expect(finish()).rejects.toMatchObject(failed);
    await expect(finishBare()).rejects.toMatchObject(failed);
  });

  test('when the token answers another attempt, or is no token of these people', async () => {
    for (const nonce of ['another', undefined]) {
      const { finish } = setup({}, { nonceOf: async () => nonce });
      await expect(finish()).rejects.toMatchObject(failed);
    }
  });

  test('when the pages refused, or sent no code', async () => {
    for (const returned of [{ error: 'access_denied' }, { code: undefined }])
      await expect(setup().finish(returned)).rejects.toMatchObject(failed);
  });
});
