import type { ErrorCode } from '#vocabulary/error-codes';

/**
 * A promise the product cannot keep for this caller.
 *
 * `code` is public and never changes; `runtime/problem.ts` alone knows which HTTP status it has.
 */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export type Violation = { path: string; message: string };

/** The request itself is malformed. `errors` names each wrong field. */
export class InvalidRequestError extends DomainError {
  readonly code = 'invalid_request';
  readonly errors: Violation[];

  constructor(message: string, errors: Violation[] = [], options?: ErrorOptions) {
    super(message, options);
    this.errors = errors;
  }
}

/** The request is well formed, and cannot be done as asked. */
export class UnprocessableError extends DomainError {
  readonly code: UnprocessableCode;

  constructor(code: UnprocessableCode, message: string) {
    super(message);
    this.code = code;
  }
}

export type UnprocessableCode =
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
  | 'plan_not_for_sale';

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

/** A field that this caller may not set, whatever it says. */
export class FieldNotAllowedError extends DomainError {
  readonly code = 'field_not_allowed';

  constructor(field: string, why: string) {
    super(`${field} may not be sent here. ${why}`);
  }
}

/** Enough of it is there, or was made today: the caller may go on with that, or come back later. */
export class TooManyError extends DomainError {
  readonly code: 'too_many_open_payments' | 'too_many_added_today';

  constructor(code: TooManyError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** A member of several customers acts for one of them at a time, named by the header `x-customer`. */
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

/** Revoke one that is not used any more. */
export class ApiKeyLimitReachedError extends DomainError {
  readonly code = 'api_key_limit_reached';

  constructor(limit: number) {
    super(`There are ${limit} live API keys already. Revoke one that is not used any more.`);
  }
}

/** The plan has no place for one more; the message names limit, plan and the way to a larger one. */
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

export class MemberExistsError extends DomainError {
  readonly code = 'member_exists';

  constructor() {
    super('This e-mail address is a member already.');
  }
}

/** Somebody must be left who may manage the customer's people and keys. */
export class LastOwnerError extends DomainError {
  readonly code = 'last_owner';

  constructor() {
    super('This is the customer’s only owner. Make somebody else an owner first.');
  }
}

type What =
  | 'payment'
  | 'invoice'
  | 'api_key'
  | 'order'
  | 'plan'
  | 'refund_task'
  | 'notification'
  | 'customer'
  | 'project'
  | 'member';

/** Also said of what exists but belongs to somebody else, so that nobody can find out. */
export class NotFoundError extends DomainError {
  readonly code: `${What}_not_found`;

  constructor(what: What) {
    super(`There is no such ${what.replace('_', ' ')}, or it is not yours.`);
    this.code = `${what}_not_found`;
  }
}

/** A method and path that lead nowhere. */
export class UnknownRouteError extends DomainError {
  readonly code = 'route_not_found';

  constructor() {
    super('Nothing answers here. GET /v1/openapi.json lists the addresses and their methods.');
  }
}

/** There is nothing to pay for this invoice, now or any more. */
export class InvoiceNotPayableError extends DomainError {
  readonly code: 'invoice_already_paid' | 'invoice_not_ready';

  constructor(code: InvoiceNotPayableError['code']) {
    super(
      code === 'invoice_already_paid'
        ? 'This invoice has been paid.'
        : 'This invoice is still being written. Try again in a moment.',
    );
    this.code = code;
  }
}

export class PaymentNotCancellableError extends DomainError {
  readonly code = 'payment_not_cancellable';

  constructor(status: string) {
    super(`Only a pending payment can be cancelled; this one is ${status}.`);
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
    super('A request with this Idempotency-Key is still being worked on. Try again shortly.');
  }
}

/** Nobody knows what the provider did: the payment stays as it is, the caller may ask again. */
export class ProviderUnreachableError extends DomainError {
  readonly code = 'provider_unreachable';

  constructor(options?: ErrorOptions) {
    super(
      'The payment provider did not answer. Nothing was charged twice: try again with the same Idempotency-Key.',
      options,
    );
  }
}

/** A body that is not taken in, before anybody looks at what it says. */
export class BodyRejectedError extends DomainError {
  readonly code: 'body_too_large' | 'unsupported_media_type';

  constructor(code: BodyRejectedError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** An admin has stopped new payments of this method; running ones go on. */
export class PaymentsSwitchedOffError extends DomainError {
  readonly code = 'payments_switched_off';

  constructor(method: string) {
    super(`Payments by ${method} are switched off at the moment. Try again later.`);
  }
}
