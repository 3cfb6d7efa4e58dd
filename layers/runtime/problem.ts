import { DomainError, InvalidRequestError } from '#domain/errors';
import type { ErrorCode } from '#vocabulary/error-codes';

/** The only mapping from error codes to HTTP statuses; a code without one does not compile. */
export const statusOf = {
  invalid_request: 400,
  credentials_required: 401,
  token_expired: 401,
  token_invalid: 401,
  api_key_invalid: 401,
  signature_missing: 400,
  signature_invalid: 400,
  signature_stale: 400,
  certificate_not_allowed: 400,
  sender_not_allowed: 403,
  body_empty: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  forbidden: 403,
  field_not_allowed: 403,
  customer_required: 400,
  customer_not_yours: 403,
  plan_limit_reached: 403,
  route_not_found: 404,
  payment_not_found: 404,
  invoice_not_found: 404,
  api_key_not_found: 404,
  order_not_found: 404,
  plan_not_found: 404,
  period_not_found: 404,
  customer_not_found: 404,
  project_not_found: 404,
  member_not_found: 404,
  refund_task_not_found: 404,
  notification_not_found: 404,
  invoice_already_paid: 409,
  invoice_not_ready: 409,
  payment_not_cancellable: 409,
  payment_not_refundable: 409,
  payment_disputed: 409,
  refund_exceeds_remaining: 409,
  refund_task_closed: 409,
  customer_archived: 409,
  api_key_limit_reached: 409,
  member_exists: 409,
  last_owner: 409,
  idempotency_key_reused: 409,
  idempotency_key_in_use: 409,
  no_provider_available: 422,
  amount_below_minimum: 422,
  amount_above_maximum: 422,
  amount_not_a_multiple: 422,
  lines_do_not_add_up: 422,
  discount_too_large: 422,
  exemption_reason_missing: 422,
  exemption_not_applicable: 422,
  buyer_vat_number_missing: 422,
  origin_not_allowed: 422,
  plan_not_for_sale: 422,
  too_many_open_payments: 429,
  too_many_added_today: 429,
  provider_unreachable: 503,
  verification_unavailable: 503,
  payments_switched_off: 503,
} as const satisfies Record<ErrorCode, number>;

type Status = (typeof statusOf)[ErrorCode] | 500;

/** As HTTP names each status (RFC 9110). */
export const titles: Record<Status, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** RFC 9457, with a stable `code`. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: InvalidRequestError['errors'];
};

/** What a caller may learn about an error: all of a domain error, nothing of any other. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (!(error instanceof DomainError))
    return describe(
      500,
      'internal',
      'Something went wrong on our side. It has been logged.',
      requestId,
    );
  const problem = describe(statusOf[error.code], error.code, error.message, requestId);
  return error instanceof InvalidRequestError && error.errors.length > 0
    ? { ...problem, errors: error.errors }
    : problem;
}

const describe = (
  status: Status,
  code: ErrorCode | 'internal',
  detail: string,
  requestId: string,
): Problem => ({
  type: `urn:peage:problem:${code}`,
  title: titles[status],
  status,
  detail,
  code,
  requestId,
});
