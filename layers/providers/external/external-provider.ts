import type { Payment } from '#domain/payments/payment';
import type {
  CancelAnswer,
  Capabilities,
  ComeBackUrls,
  MoneyBackAnswer,
  OpenAnswer,
  OwnerAnswer,
  PaymentProvider,
  RefundAnswer,
  StatusAnswer,
} from '#domain/payments/payment-provider';
import { type Fetch, type JsonExchange, jsonRequest } from '../http-client.ts';
import { actionIn } from './actions.ts';
import { errorIn, fieldsOf, type Report, reportIn } from './answers.ts';
import { initiationOf } from './initiation.ts';
import { isPaymentId } from './notification.ts';

export type ExternalSettings = {
  /** The base of `/api/v1/payments/…`. */
  apiUrl: string;
  apiKey: string;
  capabilities: Capabilities;
  fetch?: Fetch;
  timeoutMs?: number;
};

type Answered = Extract<JsonExchange, { kind: 'answered' }>;

type Asked =
  | { kind: 'reported'; report: Report }
  | { kind: 'absent' }
  | { kind: 'unknown'; cause: unknown };

/** Any payment backend that speaks this protocol: a hosted page, a code to scan, a push. */
export class ExternalProvider implements PaymentProvider {
  readonly name = 'external';
  readonly capabilities: Capabilities;
  readonly #settings: ExternalSettings;

  constructor(settings: ExternalSettings) {
    this.capabilities = settings.capabilities;
    this.#settings = settings;
  }

  async open(payment: Payment, comeBack: ComeBackUrls): Promise<OpenAnswer> {
    const exchange = await this.call('POST', '/initiate', {
      idempotencyKey: `${payment.id}:open`,
      body: initiationOf(payment, comeBack),
    });
    if (exchange.kind === 'unknown') return exchange;
    const refusal = isRefusal(exchange) ? errorIn(exchange.body) : undefined;
    if (refusal) return { kind: 'refused', ...refusal };
    return isSuccess(exchange)
      ? opened(exchange.body, payment, this.#settings.apiUrl)
      : unclear(exchange);
  }

  async status(payment: Payment, named?: string): Promise<StatusAnswer> {
    const reference = payment.providerReference ?? named;
    if (reference === undefined) return { kind: 'absent' };
    const answer = await this.ask(reference);
    if (answer.kind !== 'reported') return answer;
    const { paymentId, now } = answer.report;
    return paymentId === payment.id ? { kind: 'known', reference, now } : { kind: 'absent' };
  }

  async cancel({ providerReference: reference }: Payment): Promise<CancelAnswer> {
    // The buyer got nothing to pay with. A push may still have reached the phone: a notification
    // reports its confirmation, and money overrides a cancellation.
    if (reference === undefined || !isUsable(reference)) return { kind: 'cancelled' };
    const exchange = await this.call('POST', `/${encodeURIComponent(reference)}/cancel`);
    if (exchange.kind === 'unknown') return exchange;
    if (isMissing(exchange)) return { kind: 'cancelled' };
    const isTooLate = exchange.status === 409 && tooLate.has(errorIn(exchange.body)?.code ?? '');
    if (isTooLate) return { kind: 'already_final' };
    return isSuccess(exchange) ? closed(exchange) : unclear(exchange);
  }

  async refund(): Promise<RefundAnswer> {
    return { kind: 'manual' };
  }

  /** The protocol has no refunds and no disputes. */
  async moneyBack(): Promise<MoneyBackAnswer> {
    return { kind: 'known', refunds: [], dispute: null };
  }

  async ownerOf(transaction: string): Promise<OwnerAnswer> {
    const answer = await this.ask(transaction);
    if (answer.kind === 'unknown') return answer;
    const isOurs = answer.kind === 'reported' && isPaymentId(answer.report.paymentId);
    return isOurs ? { kind: 'known', paymentId: answer.report.paymentId } : { kind: 'known' };
  }

  private async ask(reference: string): Promise<Asked> {
    if (!isUsable(reference)) return { kind: 'absent' };
    const exchange = await this.call('GET', `/${encodeURIComponent(reference)}/status`);
    if (exchange.kind === 'unknown') return exchange;
    if (isMissing(exchange)) return { kind: 'absent' };
    const report = isSuccess(exchange) ? reportIn(exchange.body) : undefined;
    return report ? { kind: 'reported', report } : unclear(exchange);
  }

  private call(
    method: 'GET' | 'POST',
    path: string,
    { idempotencyKey, body }: { idempotencyKey?: string; body?: object } = {},
  ): Promise<JsonExchange> {
    const { apiUrl, apiKey, fetch, timeoutMs } = this.#settings;
    const headers = {
      authorization: `Bearer ${apiKey}`,
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    };
    const url = `${apiUrl.replace(/\/+$/, '')}/api/v1/payments${path}`;
    return jsonRequest({ fetch, url, method, headers, body, timeoutMs });
  }
}

/** Why nothing can be cancelled any more; the provider's status then gives the result. */
const tooLate = new Set(['already_final', 'payment_in_progress']);

const isSuccess = ({ status }: Answered): boolean => status >= 200 && status < 300;

/** A definite no. A wrong key, a key in use, a rate limit or an outage leaves it unknown. */
const isRefusal = ({ status }: Answered): boolean => [400, 402, 422].includes(status);

/** The backend itself says so; a gateway's 404 page for a wrong address does not count. */
const isMissing = ({ status, body }: Answered): boolean =>
  status === 404 && errorIn(body) !== undefined;

/** A name of only dots would change the path, and half a character is not valid. */
const isUsable = (reference: string): boolean => reference.isWellFormed() && /[^.]/.test(reference);

function opened(body: unknown, payment: Payment, backend: string): OpenAnswer {
  const answer = fieldsOf(body);
  const reference = answer.external_payment_id;
  const isNamed = typeof reference === 'string' && isUsable(reference);
  const action = isNamed ? actionIn(answer, payment, backend) : undefined;
  if (isNamed && action) return { kind: 'opened', reference, action };
  return unknown(`the backend has opened a payment without what a ${payment.actionWanted} takes`);
}

/** The backend may answer a late cancellation with the payment's final state. */
function closed({ status, body }: Answered): CancelAnswer {
  switch (fieldsOf(body).status) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'succeeded':
    case 'failed':
    case 'expired':
    case 'processing':
      return { kind: 'already_final' };
    default:
      return unknown(`the backend answered ${status} and did not say that it cancelled`);
  }
}

/** Contains only status and code, since a body may name the buyer. */
const unclear = ({ status, body }: Answered) =>
  unknown(`the backend answered ${status} ${errorIn(body)?.code ?? 'without a code'}`);

const unknown = (message: string) => ({ kind: 'unknown', cause: new Error(message) }) as const;
