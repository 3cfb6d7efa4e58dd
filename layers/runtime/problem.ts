import { PublicError, type Violation } from '#domain/errors';
import type { ErrorCode, LimitCode } from '#vocabulary/error-codes';

/** As HTTP names each status (RFC 9110). */
export const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/**
 * The only mapping from error codes to HTTP statuses. A code without one does not compile, nor does
 * a 429 whose error does not say when to try again.
 */
export const statusOf = {
  invalid_request: 400,
  sign_in_failed: 400,
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
  payment_method_not_found: 404,
  invoice_not_found: 404,
  api_key_not_found: 404,
  order_not_found: 404,
  file_not_found: 404,
  export_not_found: 404,
  product_not_found: 404,
  plan_not_found: 404,
  period_not_found: 404,
  customer_not_found: 404,
  project_not_found: 404,
  member_not_found: 404,
  refund_task_not_found: 404,
  message_not_found: 404,
  notification_not_found: 404,
  alert_not_found: 404,
  notice_not_found: 404,
  alert_resolved: 409,
  webhook_endpoint_not_found: 404,
  webhook_delivery_not_found: 404,
  invoice_already_paid: 409,
  invoice_not_ready: 409,
  invoice_cancelled: 409,
  invoice_paid: 409,
  invoice_status_not_allowed: 409,
  invoice_not_due_yet: 409,
  invoice_corrected: 409,
  invoice_refunded: 409,
  invoice_with_deposit: 409,
  credit_note_final: 409,
  document_differs: 409,
  payment_processing: 409,
  order_already_paid: 409,
  order_cancelled: 409,
  order_refunded: 409,
  order_expired: 409,
  order_not_movable: 409,
  file_not_scanned_yet: 409,
  file_infected: 409,
  file_not_scannable: 409,
  payment_not_cancellable: 409,
  buyer_not_changeable: 409,
  payment_not_refundable: 409,
  payment_disputed: 409,
  refund_exceeds_remaining: 409,
  refund_task_closed: 409,
  customer_archived: 409,
  customer_has_subscription: 409,
  customer_has_open_dispute: 409,
  customer_has_open_payment: 409,
  customer_has_unbilled_usage: 409,
  subscription_over: 409,
  api_key_limit_reached: 409,
  mailbox_suppressed: 409,
  member_exists: 409,
  message_not_resendable: 409,
  mailbox_taken: 409,
  last_owner: 409,
  webhook_endpoint_limit_reached: 409,
  webhook_secret_rotating: 409,
  webhook_test_failed: 409,
  webhook_endpoint_disabled: 409,
  webhook_body_erased: 409,
  idempotency_key_reused: 409,
  idempotency_key_in_use: 409,
  no_provider_available: 422,
  amount_below_minimum: 422,
  amount_above_maximum: 422,
  amount_not_a_multiple: 422,
  lines_do_not_add_up: 422,
  deposit_not_usable: 422,
  discount_too_large: 422,
  exemption_reason_missing: 422,
  exemption_not_applicable: 422,
  buyer_vat_number_missing: 422,
  origin_not_allowed: 422,
  plan_not_for_sale: 422,
  product_not_for_sale: 422,
  currencies_differ: 422,
  webhook_url_not_allowed: 422,
  file_type_not_accepted: 422,
  files_too_large: 422,
  weak_password: 422,
  activation_gone: 410,
  banned: 429,
  too_many_open_payments: 429,
  too_many_payments: 429,
  too_many_orders: 429,
  too_many_added_today: 429,
  too_many_links: 429,
  too_many_scrapes: 429,
  provider_unreachable: 503,
  verification_unavailable: 503,
  payments_switched_off: 503,
  sign_in_unavailable: 503,
} as const satisfies {
  [Code in ErrorCode]: Code extends LimitCode ? 429 : Exclude<keyof typeof titles, 429>;
};

type Status = keyof typeof titles;

/** RFC 9457, with a stable `code`. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  requestId: string;
  errors?: Violation[];
};

/** What a caller may learn about an error: all of a public error, nothing of any other. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (!(error instanceof PublicError))
    return describe(
      500,
      'internal',
      'Something went wrong on our side. It has been logged.',
      requestId,
    );
  const problem = describe(statusOf[error.code], error.code, error.message, requestId);
  const { errors = [] } = error;
  return errors.length > 0 ? { ...problem, errors } : problem;
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
