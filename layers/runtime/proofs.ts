import type { MiddlewareObj } from '@middy/core';
import { BannedError } from '#domain/access/abuse-errors';
import { DomainError } from '#domain/errors';
import { clientTokenOf, type HttpEvent, type HttpReply } from './http.ts';

/** Returns the seconds until the ban ends that now runs, if any. */
type NoteFailedProof = (from: { address: string }) => Promise<number | undefined>;

/** What somebody gets whose client token or link is wrong: as if there were nothing, or no token. */
const wrongProofs = new Set<string>([
  'credentials_required',
  'payment_not_found',
  'invoice_not_found',
  'order_not_found',
  'activation_gone',
]);

/** What a stranger proves something by: a client token, or the token of a link. */
const proofOf = (event: HttpEvent): string | undefined =>
  clientTokenOf(event) ?? event.pathParameters?.token;

/**
 * Counts requests that failed by a wrong client token or link; costs the others nothing. Added to a
 * handler, it sees its errors before they are answered.
 */
export const countFailedProofs = (
  note: NoteFailedProof,
): MiddlewareObj<HttpEvent, HttpReply, Error> => ({
  onError: async (request) => {
    const { error, event } = request;
    const hasFailed = error instanceof DomainError && wrongProofs.has(error.code);
    if (!hasFailed || proofOf(event) === undefined) return;
    const seconds = await note({ address: event.requestContext.http.sourceIp });
    if (seconds !== undefined) request.error = new BannedError(seconds);
  },
});
