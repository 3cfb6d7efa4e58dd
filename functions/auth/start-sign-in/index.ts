import { variableOf } from '#runtime/environment';
import type { Locale } from '#vocabulary/locales';
import { acting } from '#wiring/acting';
import { signInAttempts, signInPages } from '#wiring/sign-in';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  ...acting,
  attempts: signInAttempts(),
  pages: signInPages,
  locale: variableOf('SIGN_IN_LOCALE') as Locale,
});
