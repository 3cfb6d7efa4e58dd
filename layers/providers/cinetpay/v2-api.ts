import type { Payment } from '#domain/payments/payment';
import type { ComeBackUrls } from '#domain/payments/payment-provider';
import { jsonRequest } from '../http-client.ts';
import { failureCode, objectIn, textIn } from './answers.ts';
import {
  type CinetPayApi,
  type Connection,
  type LookAnswer,
  notUnderstood,
  type OpenedAnswer,
  userAgent,
} from './api.ts';
import { v2Request } from './v2-request.ts';
import { v2Standing } from './v2-standing.ts';

/** The older API, `https://api-checkout.cinetpay.com`, with an apikey and a site. */
export class V2Api implements CinetPayApi {
  readonly generation = 'v2';
  readonly #connection: Connection;
  readonly #credentials: { apikey: string; site_id: string };

  constructor(connection: Connection, keys: { apiKey: string; siteId: string }) {
    this.#connection = connection;
    this.#credentials = { apikey: keys.apiKey, site_id: keys.siteId };
  }

  async open(payment: Payment, comeBack: ComeBackUrls, transactionId: string) {
    const body = await this.#post('/v2/payment', v2Request(payment, comeBack, transactionId));
    return body.kind === 'unknown' ? body : readOpened(body.answer);
  }

  async look(_payment: Payment, transactionId: string): Promise<LookAnswer> {
    const body = await this.#post('/v2/payment/check', { transaction_id: transactionId });
    return body.kind === 'unknown' ? body : v2Standing(body.answer);
  }

  async #post(path: string, fields: object) {
    const { url, ...connection } = this.#connection;
    const exchange = await jsonRequest({
      ...connection,
      url: `${url}${path}`,
      method: 'POST',
      headers: { 'user-agent': userAgent },
      body: { ...this.#credentials, ...fields },
    });
    return exchange.kind === 'unknown'
      ? exchange
      : { kind: 'answered' as const, answer: exchange.body };
  }
}

function readOpened(body: unknown): OpenedAnswer {
  const answer = objectIn(body);
  const code = textIn(answer.code);
  const message = textIn(answer.message);
  const description = textIn(answer.description);
  const url = textIn(objectIn(answer.data).payment_url);
  if (code === '201' && url !== '') return { kind: 'opened', action: { kind: 'redirect', url } };
  if (isUsedBefore(code, message, description)) return { kind: 'exists' };
  return refusalCodes.has(code) || refusalNames.test(message)
    ? { kind: 'refused', code: failureCode(message), message: description || message }
    : notUnderstood(`${code} ${message}`);
}

/** The vendor documents no code; integrators see 620 and its misspelt name. */
const isUsedBefore = (code: string, message: string, description: string): boolean =>
  code === '620' || /DOUBLE_PAY/.test(message) || /already|déjà/i.test(description);

/**
 * The order itself is rejected. An unknown key or site (609, 613) and 624, which can mean anything,
 * are not refusals: the same order may be accepted once they are corrected.
 */
const refusalCodes = new Set(['600', '602', '604', '606', '608', '627']);

/** Names whose numbers only integrators report. */
const refusalNames = /^(ERROR_(AMOUNT|CURRENCY|PHONE|PAYMETHOD)_|(DAILY|WEEKLY|MONTHLY)_MAX_)/;
