import type { X509Certificate } from 'node:crypto';
import { Allowance } from '#domain/allowance';
import type { Clock } from '#domain/clock';
import {
  VerificationUnavailableError,
  WebhookRejectedError,
} from '#domain/inbox/unproven-notification';
import type { Fetch } from '../http-client.ts';
import { fetchCertificate } from './fetch-certificate.ts';

export type CertificateSource = {
  /** Exact origins for certificates, e.g. `https://api.paypal.com`. */
  certificateOrigins: readonly string[];
  fetch?: Fetch;
  now: Clock;
  timeoutMs?: number;
};

/** One name in PayPal's own folder; no encoded slash can lead elsewhere. */
const pathForm = /^\/v1\/notifications\/certs\/[A-Za-z0-9_-]+$/;

/** PayPal uses one or two at a time. */
const keptMax = 10;

/** How long names without a certificate are cached: forgers invent many. */
const refusedMs = 10 * 60 * 1000;
const refusedMax = 1000;

/**
 * Anybody can name certificates, and each new name causes a request to PayPal. PayPal changes its
 * certificate a few times a year, so this many per minute are plenty.
 */
const fetchesAMinuteMax = 6;

/** PayPal's certificates, fetched once each. */
export class Certificates {
  readonly #source: CertificateSource;
  readonly #kept = new Map<string, X509Certificate>();
  readonly #refusedUntilMs = new Map<string, number>();
  readonly #underWay = new Map<string, Promise<X509Certificate>>();
  readonly #fetches = new Allowance(fetchesAMinuteMax, 60_000);
  #isUnreachable = false;

  constructor(source: CertificateSource) {
    this.#source = source;
  }

  /**
   * Checks a certificate's address before anything is fetched.
   *
   * @throws WebhookRejectedError `certificate_not_allowed`.
   */
  requireAllowed(address: string): URL {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const isAllowed =
      url !== undefined &&
      this.#source.certificateOrigins.includes(url.origin) &&
      `${url.origin}${url.pathname}` === address &&
      pathForm.test(url.pathname);
    if (!isAllowed) throw notAllowed('The certificate is not at an address of PayPal’s.');
    return url;
  }

  /**
   * Returns the certificate if it is currently valid.
   *
   * @throws WebhookRejectedError `certificate_not_allowed` when it is not, when PayPal has none of
   * that name, and when too many unknown ones were named: PayPal repeats what was not accepted, so
   * a genuine notification is delayed by some minutes at most.
   * @throws VerificationUnavailableError when PayPal does not answer.
   */
  async at({ href }: URL): Promise<X509Certificate> {
    const certificate = this.#kept.get(href) ?? (await this.loadOnce(href));
    const nowMs = this.#source.now().getTime();
    const { validFrom, validTo, publicKey } = certificate;
    const isValid = Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo);
    if (!isValid || publicKey.asymmetricKeyType !== 'rsa')
      throw notAllowed('The certificate is not valid now, or of another kind.');
    return certificate;
  }

  private loadOnce(url: string): Promise<X509Certificate> {
    const underWay = this.#underWay.get(url);
    if (underWay) return underWay;
    const loading = this.load(url).finally(() => this.#underWay.delete(url));
    this.#underWay.set(url, loading);
    return loading;
  }

  private async load(url: string): Promise<X509Certificate> {
    const nowMs = this.#source.now().getTime();
    if ((this.#refusedUntilMs.get(url) ?? 0) > nowMs) throw noCertificate();
    this.requireTurn();
    const answer = await fetchCertificate(url, this.#source);
    this.#isUnreachable = answer.kind === 'unknown';
    switch (answer.kind) {
      case 'certificate':
        return remember(this.#kept, keptMax, [url, answer.certificate]);
      case 'none':
        remember(this.#refusedUntilMs, refusedMax, [url, nowMs + refusedMs]);
        throw noCertificate();
      case 'unknown':
        throw new VerificationUnavailableError({ cause: answer.cause });
    }
  }

  private requireTurn(): void {
    if (this.#fetches.take(this.#source.now())) return;
    if (this.#isUnreachable) throw new VerificationUnavailableError();
    throw notAllowed('Too many unknown certificates were named just now. Send it again later.');
  }
}

/** Removes the oldest entry when full. */
function remember<Value>(
  map: Map<string, Value>,
  entriesMax: number,
  [key, value]: [string, Value],
): Value {
  map.delete(key);
  const [oldest] = map.keys();
  if (map.size >= entriesMax && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
  return value;
}

const noCertificate = () => notAllowed('PayPal has no certificate at this address.');

const notAllowed = (message: string) =>
  new WebhookRejectedError('certificate_not_allowed', message);
