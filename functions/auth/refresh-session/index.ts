import { now } from '#wiring/clock';
import { signInPages } from '#wiring/sign-in';
import { createHandler } from './handler.ts';

export const handler = createHandler({ now, pages: signInPages });
