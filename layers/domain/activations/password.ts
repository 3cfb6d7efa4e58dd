import type { Violation } from '../errors.ts';

/**
 * The rules of the pool (lib/constructs/sign-in.ts, compared by a test), checked here first, so that
 * a weak password costs nobody a link. Letters are those that Cognito counts: A to Z.
 */
const rules: readonly { isKept: (password: string) => boolean; message: string }[] = [
  {
    isKept: ({ length }) => length >= passwordLength.min && length <= passwordLength.max,
    message: 'must have 12 to 256 characters',
  },
  { isKept: (password) => /[A-Z]/.test(password), message: 'must have an upper-case letter' },
  { isKept: (password) => /[a-z]/.test(password), message: 'must have a lower-case letter' },
  { isKept: (password) => /\d/.test(password), message: 'must have a digit' },
  {
    isKept: (password) => /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/.test(password.trim()),
    message: 'must have a symbol',
  },
  {
    isKept: (password) => password === password.trim(),
    message: 'must not begin or end with a space',
  },
];

export const passwordLength = { min: 12, max: 256 } as const;

/** Names each rule that the password breaks. */
export const brokenRules = (password: string): Violation[] =>
  rules
    .filter(({ isKept }) => !isKept(password))
    .map(({ message }) => ({ path: 'password', message }));
