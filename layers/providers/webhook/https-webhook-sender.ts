import { lookup } from 'node:dns/promises';
import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { refusalOfUrl, type UrlRefusal } from '#domain/webhooks/receiver-url';
import type {
  OutgoingWebhook,
  SendError,
  SendOutcome,
  WebhookSender,
} from '#domain/webhooks/webhook-sender';
import { isPublicAddress } from './public-addresses.ts';
import { RefusedAddressError, type Resolve, vettedLookup } from './vetted-lookup.ts';

/** Milliseconds. */
const waits = {
  /** For look-up, connection and TLS. */
  connect: 3_000,
  /** From the start until the answer begins. */
  answer: 10_000,
  /** For the beginning of an answer whose status is known: what a slow one says is not worth more. */
  body: 1_000,
};

const bodyBytesMax = 4_096;

/** Shown to admins. */
const answerBytesMax = 1_024;

export type SenderOptions = {
  /** Names of our own API and site. */
  ownHosts: readonly string[];
  resolve?: Resolve;
  /** PEM of an authority to trust besides the public ones. */
  ca?: string;
  /**
   * Only on a developer's machine and in tests: addresses of the machine itself may be called, also
   * without TLS and on any port. In the cloud the machine's own address is that of Lambda's API.
   */
  reachesThisMachine?: boolean;
  waits?: typeof waits;
};

/** What addresses of the machine itself look like. */
const onThisMachine: ReadonlySet<UrlRefusal> = new Set([
  'not_https',
  'other_port',
  'address_literal',
  'not_public_name',
]);

type Phase = { error: SendError };

/**
 * Sends webhooks by node:https alone. Refuses what is not the public internet by URL, by each address
 * of the name, and by the address that was connected to. Follows no redirect, unpacks nothing, and
 * reads no more than four kilobytes. Each webhook has a connection of its own.
 */
export class HttpsWebhookSender implements WebhookSender {
  readonly #options: SenderOptions;
  readonly #waits: typeof waits;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#waits = options.waits ?? waits;
  }

  send(webhook: OutgoingWebhook): Promise<SendOutcome> {
    const startedAt = performance.now();
    const durationMs = () => Math.round(performance.now() - startedAt);
    const refuse = (error: SendError): SendOutcome => ({ kind: 'failed', error, durationMs: 0 });
    if (this.refusalOf(webhook.url)) return Promise.resolve(refuse('refused_url'));
    return new Promise((resolve) => {
      const phase: Phase = { error: 'dns' };
      const fail = (error: SendError) => {
        clearTimeout(deadline);
        outgoing.destroy();
        resolve({ kind: 'failed', error, durationMs: durationMs() });
      };
      const outgoing = this.open(webhook, phase);
      let deadline = setTimeout(() => fail('timeout'), this.#waits.connect);
      const connected = () => {
        clearTimeout(deadline);
        deadline = setTimeout(() => fail('timeout'), this.#waits.answer - durationMs());
        phase.error = 'broken_answer';
      };
      watchSocket(outgoing, { phase, connected, fail, isAllowed: this.isAllowed });
      outgoing.on('error', (error) =>
        fail(error instanceof RefusedAddressError ? 'refused_address' : phase.error),
      );
      outgoing.on('response', (incoming) => {
        clearTimeout(deadline);
        beginningOf(incoming, this.#waits.body, (answer) => {
          outgoing.destroy();
          resolve({
            kind: 'answered',
            status: incoming.statusCode ?? 0,
            durationMs: durationMs(),
            answer,
            retryAfter: incoming.headers['retry-after'],
          });
        });
      });
      outgoing.end(webhook.body);
    });
  }

  /** Why webhooks cannot go to this address; undefined when they can. */
  refusalOf = (url: string): UrlRefusal | undefined => {
    const { ownHosts, reachesThisMachine } = this.#options;
    const refusal = refusalOfUrl(url, ownHosts);
    const isAllowedHere = reachesThisMachine === true && refusal && onThisMachine.has(refusal);
    return isAllowedHere ? undefined : refusal;
  };

  private isAllowed = (address: string): boolean =>
    isPublicAddress(address) ||
    (this.#options.reachesThisMachine === true && /^(127\.|::1$)/.test(address));

  private open({ url, headers, body }: OutgoingWebhook, phase: Phase): ClientRequest {
    const { resolve = allAddresses, ca } = this.#options;
    const found: Resolve = async (hostname) => {
      const addresses = await resolve(hostname);
      if (addresses.length > 0) phase.error = 'connect';
      return addresses;
    };
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      lookup: vettedLookup(found, this.isAllowed),
      // A connection of its own: nothing of one receiver stays for another.
      agent: false as const,
      autoSelectFamily: false,
    };
    return url.startsWith('http:')
      ? plainRequest(url, options)
      : secureRequest(url, { ...options, ...(ca && { ca }), minVersion: 'TLSv1.2' });
  }
}

const allAddresses: Resolve = (hostname) => lookup(hostname, { all: true });

type Watch = {
  phase: Phase;
  connected: () => void;
  fail: (error: SendError) => void;
  isAllowed: (address: string) => boolean;
};

/** Follows how far the connection is, which says what an error means. */
function watchSocket(outgoing: ClientRequest, { phase, connected, fail, isAllowed }: Watch): void {
  const isSecure = outgoing.protocol === 'https:';
  outgoing.on('socket', (socket) => {
    socket.on('connect', () => {
      phase.error = 'tls';
      // Once more, whatever has connected: nothing was written yet.
      if (!isAllowed(socket.remoteAddress ?? '')) fail('refused_address');
      else if (!isSecure) connected();
    });
    socket.on('secureConnect', connected);
  });
}

/** The first bytes of an answer, as they came: what is packed stays packed. */
function beginningOf(
  incoming: IncomingMessage,
  waitMs: number,
  done: (text: string) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  const finish = () => {
    clearTimeout(deadline);
    done(printable(Buffer.concat(chunks).subarray(0, answerBytesMax)));
  };
  const deadline = setTimeout(finish, waitMs);
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= bodyBytesMax) finish();
  });
  incoming.on('end', finish);
  incoming.on('error', finish);
  incoming.on('close', finish);
}

/** Control characters and broken text have no place in a list that people read. */
const printable = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString()
    .replace(/[\p{C}\ufffd]+/gu, ' ')
    .trim();
