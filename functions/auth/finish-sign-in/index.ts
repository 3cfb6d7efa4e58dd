import { now } from '#wiring/clock';
import { signInAttempts, signInPages } from '#wiring/sign-in';
import { nonceOf } from '#wiring/token-verifier';
import { createHandler } from './handler.ts';

export const handler = createHandler({
  now,
  attempts: signInAttempts(),
  exchange: (kind, proof) => signInPages[kind].exchange(proof),
  nonceOf,
});
