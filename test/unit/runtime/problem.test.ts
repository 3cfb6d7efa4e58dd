import { readdirSync } from 'node:fs';
import { BannedError, TooManyError } from '#domain/access/abuse-errors';
import { SignInFailedError, SignInUnavailableError } from '#domain/access/sign-in-errors';
import { ActivationGoneError, WeakPasswordError } from '#domain/activations/activation-errors';
import { PeriodNotFoundError } from '#domain/billing-periods/read-period';
import { MailboxTakenError } from '#domain/customers/correct-address';
import { ErasureRefusedError } from '#domain/erasure/erasure-errors';
import {
  ApiKeyLimitReachedError,
  BodyRejectedError,
  BuyerNotChangeableError,
  CustomerArchivedError,
  CustomerChoiceError,
  DomainError,
  FieldNotAllowedError,
  ForbiddenError,
  IdempotencyKeyInUseError,
  IdempotencyKeyReusedError,
  InvalidRequestError,
  InvoiceNotPayableError,
  NotFoundError,
  PaymentNotCancellableError,
  PaymentsSwitchedOffError,
  PlanLimitReachedError,
  ProviderUnreachableError,
  PublicError,
  SubscriptionOverError,
  UnauthenticatedError,
  UnknownRouteError,
  UnprocessableError,
} from '#domain/errors';
import { FileNotReadableError, FilesNotAcceptedError } from '#domain/files/file-errors';
import {
  VerificationUnavailableError,
  WebhookRejectedError,
} from '#domain/inbox/unproven-notification';
import { InvoiceActError, InvoiceStatusError } from '#domain/invoices/invoice-errors';
import { LastOwnerError, MemberExistsError } from '#domain/members/member-errors';
import { MailboxSuppressedError, MessageNotResendableError } from '#domain/messages/message-errors';
import { AlertOverError } from '#domain/monitoring/alert-errors';
import { OrderNotMovableError, OrderNotPayableError } from '#domain/orders/order-errors';
import { RefundRefusedError, RefundTaskClosedError } from '#domain/refunds/refund-errors';
import { WebhookRefusedError } from '#domain/webhooks/webhook-errors';
import { problemOf, statusOf } from '#runtime/problem';
import { type ErrorCode, errorCodes, type LimitCode, limitCodes } from '#vocabulary/error-codes';

/** Lists every member of a union: the compiler sees to it that none is missing. */
const every = <Code extends string>(codes: Record<Code, true>): Code[] =>
  Object.keys(codes) as Code[];

const unprocessable = every<UnprocessableError['code']>({
  no_provider_available: true,
  amount_below_minimum: true,
  amount_above_maximum: true,
  amount_not_a_multiple: true,
  lines_do_not_add_up: true,
  deposit_not_usable: true,
  discount_too_large: true,
  exemption_reason_missing: true,
  exemption_not_applicable: true,
  buyer_vat_number_missing: true,
  origin_not_allowed: true,
  plan_not_for_sale: true,
  product_not_for_sale: true,
  currencies_differ: true,
  webhook_url_not_allowed: true,
});
const unauthenticated = every<UnauthenticatedError['code']>({
  credentials_required: true,
  token_expired: true,
  token_invalid: true,
  api_key_invalid: true,
});
const bodyRejected = every<BodyRejectedError['code']>({
  body_too_large: true,
  unsupported_media_type: true,
});
const webhookRejected = every<WebhookRejectedError['code']>({
  signature_missing: true,
  signature_invalid: true,
  signature_stale: true,
  certificate_not_allowed: true,
  sender_not_allowed: true,
  body_empty: true,
});
const notFound = every<NotFoundError['code']>({
  payment_not_found: true,
  payment_method_not_found: true,
  invoice_not_found: true,
  api_key_not_found: true,
  order_not_found: true,
  file_not_found: true,
  export_not_found: true,
  product_not_found: true,
  plan_not_found: true,
  refund_task_not_found: true,
  message_not_found: true,
  notification_not_found: true,
  customer_not_found: true,
  project_not_found: true,
  member_not_found: true,
  alert_not_found: true,
  webhook_endpoint_not_found: true,
  webhook_delivery_not_found: true,
  notice_not_found: true,
});

type What = ConstructorParameters<typeof NotFoundError>[0];

const everyError: PublicError[] = [
  new InvalidRequestError('Wrong.'),
  ...unprocessable.map((code) => new UnprocessableError(code, 'No.')),
  new SignInFailedError(),
  ...unauthenticated.map((code) => new UnauthenticatedError(code, 'Who?')),
  ...bodyRejected.map((code) => new BodyRejectedError(code, 'No.')),
  ...webhookRejected.map((code) => new WebhookRejectedError(code, 'No.')),
  ...notFound.map((code) => new NotFoundError(code.replace('_not_found', '') as What)),
  new ForbiddenError('No.'),
  new AlertOverError(),
  new FieldNotAllowedError('metadata', 'No.'),
  ...limitCodes.map((code) => new TooManyError(code, 'No.', 60)),
  new InvoiceNotPayableError('invoice_already_paid'),
  new InvoiceNotPayableError('invoice_not_ready'),
  ...(
    [
      'credit_note_final',
      'document_differs',
      'invoice_not_due_yet',
      'payment_processing',
      'invoice_paid',
    ] as const
  ).map((code) => new InvoiceActError(code)),
  new InvoiceStatusError('paid', 'sent'),
  ...(['order_already_paid', 'order_cancelled', 'order_refunded', 'order_expired'] as const).map(
    (code) => new OrderNotPayableError(code),
  ),
  new OrderNotMovableError('cancelled', 'fulfilled'),
  ...(['file_type_not_accepted', 'files_too_large'] as const).map(
    (code) => new FilesNotAcceptedError(code, 'No.'),
  ),
  ...(['file_not_scanned_yet', 'file_infected', 'file_not_scannable'] as const).map(
    (code) => new FileNotReadableError(code),
  ),
  new PaymentNotCancellableError('completed'),
  new BuyerNotChangeableError('completed'),
  ...(['payment_not_refundable', 'payment_disputed', 'refund_exceeds_remaining'] as const).map(
    (code) => new RefundRefusedError(code, 'No.'),
  ),
  new IdempotencyKeyReusedError(),
  new IdempotencyKeyInUseError(),
  new ProviderUnreachableError(),
  new VerificationUnavailableError(),
  new PaymentsSwitchedOffError('card'),
  new RefundTaskClosedError(),
  new PlanLimitReachedError('No.'),
  new CustomerArchivedError(),
  ...(
    [
      'customer_has_subscription',
      'customer_has_unbilled_usage',
      'customer_has_open_dispute',
      'customer_has_open_payment',
    ] as const
  ).map((code) => new ErasureRefusedError(code)),
  ...(
    [
      'webhook_endpoint_limit_reached',
      'webhook_secret_rotating',
      'webhook_test_failed',
      'webhook_endpoint_disabled',
      'webhook_body_erased',
    ] as const
  ).map((code) => new WebhookRefusedError(code)),
  new SubscriptionOverError(),
  new MailboxSuppressedError(),
  new MessageNotResendableError(),
  new MemberExistsError(),
  new MailboxTakenError(),
  new PeriodNotFoundError('2026-11'),
  new LastOwnerError(),
  new ApiKeyLimitReachedError(20),
  new CustomerChoiceError('customer_required'),
  new CustomerChoiceError('customer_not_yours'),
  new InvoiceActError('credit_note_final'),
  new InvoiceActError('invoice_not_due_yet'),
  new InvoiceActError('payment_processing'),
  new InvoiceActError('invoice_paid'),
  new InvoiceStatusError('paid', 'sent'),
  new UnknownRouteError(),
  new WeakPasswordError([]),
  new ActivationGoneError(),
  new SignInUnavailableError('No.'),
  new BannedError(60),
];

describe('every refusal of the domain', () => {
  test.each(everyError.map((error) => [error.code, error] as const))(
    '%s has its own status, its code, and its message',
    (code, error) => {
      const problem = problemOf(error, 'request-1');
      expect(problem).toMatchObject({
        code,
        type: `urn:peage:problem:${code}`,
        detail: error.message,
        requestId: 'request-1',
      });
      expect(problem.status).not.toBe(500);
      expect(problem.title).not.toBe('Error');
    },
  );

  test('is in the list above', async () => {
    const domain = new URL('../../../layers/domain/', import.meta.url);
    const files = readdirSync(domain, { recursive: true, encoding: 'utf8' });
    const known = new Set(everyError.map((error) => error.constructor.name));
    const declared: string[] = [];
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const module = (await import(new URL(file, domain).href)) as Record<string, unknown>;
      for (const member of Object.values(module))
        if (
          typeof member === 'function' &&
          member.prototype instanceof PublicError &&
          member !== DomainError
        )
          declared.push(member.name);
    }
    expect(declared.length).toBeGreaterThan(0);
    expect(declared.filter((name) => !known.has(name))).toEqual([]);
  });

  test.each([
    ['invalid_request', 400],
    ['credentials_required', 401],
    ['forbidden', 403],
    ['payment_not_found', 404],
    ['idempotency_key_reused', 409],
    ['body_too_large', 413],
    ['unsupported_media_type', 415],
    ['amount_below_minimum', 422],
    ['amount_not_a_multiple', 422],
    ['refund_task_closed', 409],
    ['sender_not_allowed', 403],
    ['certificate_not_allowed', 400],
    ['provider_unreachable', 503],
    ['verification_unavailable', 503],
    ['payments_switched_off', 503],
  ])('%s answers %i', (code, status) => {
    const error = everyError.find((one) => one.code === code);
    expect(problemOf(error, 'r').status).toBe(status);
  });

  test('names the wrong fields, if there are any', () => {
    const errors = [{ path: 'amount', message: 'is missing' }];
    expect(problemOf(new InvalidRequestError('Wrong.', errors), 'r').errors).toEqual(errors);
    expect(problemOf(new InvalidRequestError('Wrong.'), 'r')).not.toHaveProperty('errors');
  });
});

// @ts-expect-error A code without a status does not compile; if it did, this line would be an error.
'unheard_of' satisfies PublicError['code'];

describe('whoever is limited learns for how long', () => {
  test.each(limitCodes)('%s cannot be refused without the seconds to wait', (code) => {
    // @ts-expect-error Forgetting them does not compile.
    new TooManyError(code, 'No.');
    expect(new TooManyError(code, 'No.', 89.2).retryAfterSeconds).toBe(90);
    expect(new TooManyError(code, 'No.', -3).retryAfterSeconds).toBe(1);
  });

  test('of all codes, these are the ones with 429', () => {
    const limited = errorCodes.filter((code) => statusOf[code] === 429);
    expect([...limited].sort()).toEqual([...limitCodes].sort());
  });

  test('no other error can have one of these codes', () => {
    type Others = Extract<DomainError['code'], LimitCode>;
    // @ts-expect-error There are none.
    const other: Others = 'banned';
    expect(limitCodes).toContain<ErrorCode>(other);
  });
});

describe('a fault on our side', () => {
  test.each([
    new Error('table peage-main-4711 is throttled', { cause: new Error('sk_live_secret') }),
    new TypeError("Cannot read properties of undefined (reading 'iban')"),
    Object.assign(new Error('x'), { code: 'invalid_request', statusCode: 400, errors: ['secret'] }),
    'a thrown text with a secret',
    undefined,
    null,
  ])('shows the caller nothing but the request id: %#', (error) => {
    expect(problemOf(error, 'request-1')).toEqual({
      type: 'urn:peage:problem:internal',
      title: 'Internal Server Error',
      status: 500,
      detail: 'Something went wrong on our side. It has been logged.',
      code: 'internal',
      requestId: 'request-1',
    });
  });
});
