import { X509Certificate } from 'node:crypto';
import type { Clock } from '#domain/clock';
import {
  VerificationUnavailableError,
  WebhookRejectedError,
} from '#domain/payments/webhook-errors';
import { type Fetch, sendRequest } from '../http-client.ts';

export type CertificateSource = {
  /** Exact origins that certificates may come from, e.g. `https://api.paypal.com`. */
  certificateOrigins: readonly string[];
  fetch?: Fetch;
  now: Clock;
  timeoutMs?: number;
};

/** One name below PayPal's own folder: no encoded slash leads elsewhere. */
const pathForm = /^\/v1\/notifications\/certs\/[A-Za-z0-9_-]+$/;

const answerBytesMax = 64 * 1024;

/** PayPal uses one or two at a time. */
const keptMax = 10;

/** PayPal's certificates, fetched once each. */
export class Certificates {
  readonly #source: CertificateSource;
  readonly #kept = new Map<string, X509Certificate>();

  constructor(source: CertificateSource) {
    this.#source = source;
  }

  /**
   * Checks where a notification wants its certificate to come from, before anything is fetched.
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
   * The certificate, which is valid now.
   *
   * @throws WebhookRejectedError `certificate_not_allowed` when it is not.
   * @throws VerificationUnavailableError when it cannot be fetched.
   */
  async at({ href }: URL): Promise<X509Certificate> {
    const certificate = this.#kept.get(href) ?? this.keep(href, await this.load(href));
    const nowMs = this.#source.now().getTime();
    const { validFrom, validTo, publicKey } = certificate;
    const isValid = Date.parse(validFrom) <= nowMs && nowMs <= Date.parse(validTo);
    if (!isValid || publicKey.asymmetricKeyType !== 'rsa')
      throw notAllowed('The certificate is not valid now, or of another kind.');
    return certificate;
  }

  private async load(url: string): Promise<X509Certificate> {
    const { fetch, timeoutMs } = this.#source;
    const answer = await sendRequest({ fetch, timeoutMs, url, method: 'GET', answerBytesMax });
    if (answer.kind === 'unknown') throw new VerificationUnavailableError({ cause: answer.cause });
    const { status, bytes } = answer;
    try {
      if (status !== 200) throw new Error(`the answer is ${status}`);
      return new X509Certificate(bytes);
    } catch (cause) {
      throw new VerificationUnavailableError({ cause });
    }
  }

  private keep(url: string, certificate: X509Certificate): X509Certificate {
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= keptMax && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(url, certificate);
    return certificate;
  }
}

const notAllowed = (message: string) =>
  new WebhookRejectedError('certificate_not_allowed', message);
