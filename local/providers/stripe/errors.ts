import { json, Refusal } from '../loopback-server.ts';
import { newId } from './ids.ts';

/** Which of Stripe's error classes the client will throw. */
type ErrorType = 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error';

type Details = { type?: ErrorType; code?: string; param?: string; hasBegun?: boolean };

const docPages = 'https://stripe.com/docs/error-codes';

/**
 * An error answer in Stripe's form. `hasBegun` says whether the endpoint had started to act: only
 * then is the answer kept under the idempotency key.
 */
export class StripeFailure extends Refusal {
  readonly status: number;
  readonly body: (requestId: string) => object;
  readonly hasBegun: boolean;

  constructor(status: number, message: string, { hasBegun = false, ...detail }: Details = {}) {
    const body = (requestId: string) => errorBody(message, detail, requestId);
    super(message, json(status, body(newId('req_'))));
    this.status = status;
    this.body = body;
    this.hasBegun = hasBegun;
  }
}

function errorBody(message: string, detail: Details, requestId: string): object {
  const { code, param, type = 'invalid_request_error' } = detail;
  return {
    error: {
      ...(code && { code, doc_url: `${docPages}/${code.replaceAll('_', '-')}` }),
      message,
      ...(param && { param }),
      request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
      type,
    },
  };
}

/** An invalid parameter: nothing was started, nothing is kept. */
export function invalidParameter(param: string, message: string, code?: string): StripeFailure {
  return new StripeFailure(400, message, { param, code });
}

export function missingParameter(param: string): StripeFailure {
  return invalidParameter(param, `Missing required param: ${param}.`, 'parameter_missing');
}

/** The object's state does not allow the request. */
export function wrongState(message: string, code?: string, param?: string): StripeFailure {
  return new StripeFailure(400, message, { code, param, hasBegun: true });
}

/** `status` is 404 for the object in the path, 400 for one named in a parameter. */
export function noSuch(kind: string, id: string, param = 'id', status = 404): StripeFailure {
  return new StripeFailure(status, `No such ${kind}: '${id}'`, { code: 'resource_missing', param });
}

/** Since version 2026-09-30.endive the parameter is gone; only the property remains. */
export function paymentMethodTypesRefused(): StripeFailure {
  const message =
    'The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types`, or leave it out to let Stripe choose the payment methods from your Dashboard settings.';
  const code = 'payment_method_types_no_longer_supported';
  return invalidParameter('payment_method_types', message, code);
}
