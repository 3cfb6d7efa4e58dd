import type { JsonExchange } from '../http-client.ts';
import type { WireError } from './wire.ts';

export type Refusal = { code: string; message: string };

/** Statuses of requests that PayPal will never act on, however often they are sent. */
const definite = new Set([400, 404, 422]);

/** Issues with such a status that are only temporary. */
const transient = new Set(['ORDER_COMPLETION_IN_PROGRESS', 'PREVIOUS_REQUEST_IN_PROGRESS']);

/**
 * A definite no: one of these statuses with an issue from PayPal. A wrong secret, a missing
 * permission, a rate limit, an outage and a proxy's page leave the result unknown.
 */
export function refusalIn(answer: JsonExchange): Refusal | undefined {
  if (answer.kind === 'unknown' || !definite.has(answer.status)) return undefined;
  const { message = '', details } = errorIn(answer.body);
  const [detail] = Array.isArray(details) ? details : [];
  if (typeof detail?.issue !== 'string' || transient.has(detail.issue)) return undefined;
  return { code: detail.issue, message: detail.description || message || detail.issue };
}

/** PayPal itself reports that the object does not exist; a proxy's 404 does not count. */
export const isMissing = (answer: JsonExchange): boolean =>
  answer.kind === 'answered' &&
  answer.status === 404 &&
  errorIn(answer.body).name === 'RESOURCE_NOT_FOUND';

export const isSuccess = (
  answer: JsonExchange,
): answer is Extract<JsonExchange, { kind: 'answered' }> =>
  answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

/** Why the result is unknown, with the debug id for PayPal's support. */
export function causeOf(answer: JsonExchange): unknown {
  if (answer.kind === 'unknown') return answer.cause;
  const { name, debug_id, details } = errorIn(answer.body);
  const issue = Array.isArray(details) ? details[0]?.issue : undefined;
  const debugId = debug_id ?? answer.headers.get('paypal-debug-id') ?? undefined;
  const parts = [answer.status, name, issue, debugId && `debug id ${debugId}`];
  return new Error(`PayPal answered ${parts.filter(Boolean).join(', ')}`);
}

const errorIn = (body: unknown): WireError =>
  typeof body === 'object' && body !== null ? body : {};
