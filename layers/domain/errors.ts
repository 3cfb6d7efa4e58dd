import type { ErrorCode, LimitCode } from '#vocabulary/error-codes';

/**
 * What a caller may learn of an error: a `DomainError`, or a limit (access/abuse-errors.ts).
 *
 * `code` is public and never changes; only `runtime/problem.ts` knows its HTTP status.
 */
export abstract class PublicError extends Error {
  abstract readonly code: ErrorCode;
  /** Each wrong field, where there are some. */
  readonly errors?: Violation[];

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A promise that the product cannot keep for this caller, whenever they try again. */
export abstract class DomainError extends PublicError {
  /** A limit's error also says when it ends: without that it does not compile. */
  abstract override readonly code: Exclude<ErrorCode, LimitCode>;
}

export type Violation = { path: string; message: string };

/** The request itself is malformed. `errors` names each wrong field. */
export class InvalidRequestError extends DomainError {
  readonly code = 'invalid_request';
  override readonly errors: Violation[];

  constructor(message: string, errors: Violation[] = [], options?: ErrorOptions) {
    super(message, options);
    this.errors = errors;
  }
}

/** The request is well formed but cannot be fulfilled. */
export class UnprocessableError extends DomainError {
  readonly code: UnprocessableCode;

  constructor(code: UnprocessableCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type UnprocessableCode =
  | 'deposit_not_usable'
  | 'no_provider_available'
  | 'amount_below_minimum'
  | 'amount_above_maximum'
  | 'amount_not_a_multiple'
  | 'lines_do_not_add_up'
  | 'discount_too_large'
  | 'exemption_reason_missing'
  | 'exemption_not_applicable'
  | 'buyer_vat_number_missing'
  | 'origin_not_allowed'
  | 'plan_not_for_sale'
  | 'product_not_for_sale'
  | 'currencies_differ'
  | 'webhook_url_not_allowed';

export class UnauthenticatedError extends DomainError {
  readonly code: 'credentials_required' | 'token_expired' | 'token_invalid' | 'api_key_invalid';

  constructor(code: UnauthenticatedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export class ForbiddenError extends DomainError {
  readonly code = 'forbidden';
}

/** This caller may not set the field, whatever its value. */
export class FieldNotAllowedError extends DomainError {
  readonly code = 'field_not_allowed';

  constructor(field: string, why: string) {
    super(`${field} may not be sent here. ${why}`);
  }
}

/** A member of several customers must choose one per request, with the header `x-customer`. */
export class CustomerChoiceError extends DomainError {
  readonly code: 'customer_required' | 'customer_not_yours';

  constructor(code: CustomerChoiceError['code']) {
    super(
      code === 'customer_required'
        ? 'You are a member of several customers: name one in the header x-customer.'
        : 'You are not a member of the customer that x-customer names.',
    );
    this.code = code;
  }
}

/** To go on, revoke a key that is no longer used. */
export class ApiKeyLimitReachedError extends DomainError {
  readonly code = 'api_key_limit_reached';

  constructor(limit: number) {
    super(`There are already ${limit} active API keys. Revoke one that is no longer used.`);
  }
}

/** The plan allows no more; the message names limit, plan and how to get a larger one. */
export class PlanLimitReachedError extends DomainError {
  readonly code = 'plan_limit_reached';
}

/** An archived account keeps what it has and gets nothing new. */
export class CustomerArchivedError extends DomainError {
  readonly code = 'customer_archived';

  constructor() {
    super('This customer is archived. An administrator can restore it.');
  }
}

/** No paid period runs that could be cancelled or resumed. */
export class SubscriptionOverError extends DomainError {
  readonly code = 'subscription_over';

  constructor() {
    super('No paid period is running. Pay for a month of a plan to start one.');
  }
}

type What =
  | 'notice'
  | 'alert'
  | 'payment'
  | 'payment_method'
  | 'invoice'
  | 'api_key'
  | 'order'
  | 'file'
  | 'export'
  | 'product'
  | 'plan'
  | 'refund_task'
  | 'notification'
  | 'message'
  | 'customer'
  | 'project'
  | 'member'
  | 'webhook_endpoint'
  | 'webhook_delivery';

/** Also used for what exists but belongs to somebody else, so that nobody can find out. */
export class NotFoundError extends DomainError {
  readonly code: `${What}_not_found`;

  constructor(what: What) {
    super(`There is no such ${what.replaceAll('_', ' ')}, or it is not yours.`);
    this.code = `${what}_not_found`;
  }
}

/** No route has this method and path. */
export class UnknownRouteError extends DomainError {
  readonly code = 'route_not_found';

  constructor() {
    super('There is no such route. GET /v1/openapi.json lists the paths and their methods.');
  }
}

/** The invoice cannot be paid, now or any more. */
export class InvoiceNotPayableError extends DomainError {
  readonly code: 'invoice_already_paid' | 'invoice_cancelled' | 'invoice_not_ready';

  constructor(code: InvoiceNotPayableError['code']) {
    super(notPayable[code]);
    this.code = code;
  }
}

const notPayable = {
  invoice_already_paid: 'This invoice has been paid.',
  invoice_cancelled: 'This invoice was cancelled by a credit note.',
  invoice_not_ready: 'This invoice is still being written. Try again in a moment.',
} as const;

export class PaymentNotCancellableError extends DomainError {
  readonly code = 'payment_not_cancellable';

  constructor(status: string) {
    super(`Only a pending payment can be cancelled; this one is ${status}.`);
  }
}

export class BuyerNotChangeableError extends DomainError {
  readonly code = 'buyer_not_changeable';

  constructor(status: string) {
    super(`The buyer is named while a payment is open; this one is ${status}.`);
  }
}

export class IdempotencyKeyReusedError extends DomainError {
  readonly code = 'idempotency_key_reused';

  constructor() {
    super('This Idempotency-Key was already used for a different request.');
  }
}

export class IdempotencyKeyInUseError extends DomainError {
  readonly code = 'idempotency_key_in_use';

  constructor() {
    super('A request with this Idempotency-Key is still being processed. Try again shortly.');
  }
}

/** The provider's result is unknown: the payment stays as it is, and the caller may retry. */
export class ProviderUnreachableError extends DomainError {
  readonly code = 'provider_unreachable';

  constructor(options?: ErrorOptions) {
    super(
      'The payment provider did not answer. Try again with the same Idempotency-Key: nothing is charged twice.',
      options,
    );
  }
}

/** The body is rejected before it is parsed. */
export class BodyRejectedError extends DomainError {
  readonly code: 'body_too_large' | 'unsupported_media_type';

  constructor(code: BodyRejectedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** An admin has stopped new payments with this method; running ones continue. */
export class PaymentsSwitchedOffError extends DomainError {
  readonly code = 'payments_switched_off';

  constructor(method: string) {
    super(`Payments by ${method} are switched off at the moment. Try again later.`);
  }
}
