import type { HttpEvent } from './http.ts';

/** The token in the path; empty when it cannot be valid, so that no store has to look it up. */
export const activationTokenOf = ({ pathParameters }: HttpEvent): string =>
  /^at_[\w-]{43}$/.exec(pathParameters?.token ?? '')?.[0] ?? '';
