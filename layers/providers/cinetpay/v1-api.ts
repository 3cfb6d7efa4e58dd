import type { Clock } from '#domain/clock';
import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls } from '#domain/payments/payment-provider';
import { jsonRequest, type OutgoingRequest } from '../http-client.ts';
import { failureCode, objectIn, textIn } from './answers.ts';
import {
  type CinetPayApi,
  type Connection,
  type LookAnswer,
  notUnderstood,
  type OpenedAnswer,
  userAgent,
} from './api.ts';
import { confirmOnPhone } from './instructions.ts';
import { v1Request } from './v1-request.ts';
import { v1Standing } from './v1-standing.ts';
import { V1Tokens } from './v1-tokens.ts';

type Request = Pick<OutgoingRequest, 'method' | 'body'> & { path: string };
type Answered = { kind: 'answered'; answer: unknown } | { kind: 'unknown'; cause: unknown };

/** The API of 2026, `https://api.cinetpay.co` or `.net`, with an access token. */
export class V1Api implements CinetPayApi {
  readonly generation = 'v1';
  readonly #connection: Connection;
  readonly #tokens: V1Tokens;

  constructor(connection: Connection, keys: { apiKey: string; apiPassword: string }, now: Clock) {
    this.#connection = connection;
    this.#tokens = new V1Tokens(connection, keys, now);
  }

  async open(payment: Payment, comeBack: ComeBackUrls, transactionId: string) {
    const body = v1Request(payment, comeBack, transactionId);
    const answered = await this.#request({ method: 'POST', path: '/v1/payment', body });
    return answered.kind === 'unknown' ? answered : readOpened(answered.answer, payment);
  }

  async look(payment: Payment, transactionId: string): Promise<LookAnswer> {
    const path = `/v1/payment/${transactionId}`;
    const answered = await this.#request({ method: 'GET', path });
    return answered.kind === 'unknown'
      ? answered
      : v1Standing(answered.answer, payment, transactionId);
  }

  /** If a token is refused before its time, repeats the request once with a new one. */
  async #request(request: Request): Promise<Answered> {
    const access = await this.#tokens.get();
    if (access.kind === 'unknown') return access;
    const answered = await this.#send(request, access.token);
    if (answered.kind === 'unknown' || !isTokenRefused(answered.answer)) return answered;
    const next = await this.#tokens.get(access.token);
    return next.kind === 'unknown' ? next : this.#send(request, next.token);
  }

  async #send({ path, ...request }: Request, token: string): Promise<Answered> {
    const { url, ...connection } = this.#connection;
    const headers = { 'user-agent': userAgent, authorization: `Bearer ${token}` };
    const exchange = await jsonRequest({
      ...connection,
      ...request,
      url: `${url}${path}`,
      headers,
    });
    return exchange.kind === 'unknown' ? exchange : { kind: 'answered', answer: exchange.body };
  }
}

/** An answer and its `details`: the relevant code may be in either. */
const voicesOf = (body: unknown) => {
  const answer = objectIn(body);
  return [answer, objectIn(answer.details)].map(({ code, status, description, message }) => ({
    code: textIn(code),
    status: textIn(status),
    text: textIn(description) || textIn(message),
  }));
};

/** `1002 INVALID_TOKEN`, `1003 EXPIRED_TOKEN`: with any HTTP status, in either place. */
const isTokenRefused = (body: unknown): boolean =>
  voicesOf(body).some(({ code }) => code === '1002' || code === '1003');

/** `1004 INVALID_PARAMS`, `2005 INSUFFICIENT_BALANCE`: the order itself is rejected. */
const refusalCodes = new Set(['1004', '2005']);

function readOpened(body: unknown, payment: Payment): OpenedAnswer {
  const { payment_url, notify_token, details } = objectIn(body);
  const voices = voicesOf(body);
  if (voices.some(({ code }) => code === '1200')) return { kind: 'exists' };
  const refusal = voices.find(({ code }) => refusalCodes.has(code));
  if (refusal) return { kind: 'refused', code: failureCode(refusal.status), message: refusal.text };
  if (voices[0]?.code !== '200') return notUnderstood(`${voices[0]?.code} ${voices[0]?.status}`);
  const notificationToken = textIn(notify_token) || undefined;
  if (objectIn(details).must_be_redirected === false)
    return { kind: 'opened', action: confirmOnPhone(payment), notificationToken };
  const url = textIn(payment_url);
  return url === ''
    ? notUnderstood('opened without a page')
    : { kind: 'opened', action: { kind: 'redirect', url }, notificationToken };
}
