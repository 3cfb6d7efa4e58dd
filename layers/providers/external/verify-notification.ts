import { createHmac, timingSafeEqual } from 'node:crypto';
import { BlockList, isIP } from 'node:net';
import { WebhookRejectedError } from '#domain/inbox/unproven-notification';

/** The standard's tolerance, for clocks that are behind and clocks that are ahead. */
const toleranceSeconds = 300;

/** A shorter key can be guessed. */
const secretBytesMin = 24;

/**
 * Checks that a holder of one of the secrets sent exactly these bytes within five minutes of now.
 *
 * Standard Webhooks 1.0.0: `webhook-signature` lists `v1,<base64>`, separated by blanks, each an
 * HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>` with the decoded `whsec_…` as the key
 * (github.com/standard-webhooks/standard-webhooks). Several secrets may be live during a rotation.
 * The package `standardwebhooks` supports one secret at a time, and accepts short ones.
 *
 * @throws WebhookRejectedError `signature_missing` when a header or a v1 signature is missing,
 * `signature_invalid` when they do not prove these bytes or have another form, `signature_stale`
 * when only the time is wrong.
 * @throws Error when one of our secrets is not `whsec_` with at least 24 bytes in base64.
 */
export function verifyStandardWebhook(args: {
  /** Names in lower case. */
  headers: Record<string, string | undefined>;
  rawBody: Uint8Array;
  secrets: readonly string[];
  now: Date;
}): void {
  const keys = args.secrets.map(keyOf);
  const { id, timestamp, signatures } = parseHeaders(args.headers);
  const isGenuine = keys.some((key) => {
    const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(args.rawBody);
    const expected = Buffer.from(hmac.digest('base64'));
    return signatures.some((signature) => isEqual(expected, Buffer.from(signature)));
  });
  if (!isGenuine)
    throw invalid(
      'No signature matches these bytes. Is the endpoint’s signing secret the right one?',
    );
  if (Math.abs(args.now.getTime() / 1000 - Number(timestamp)) > toleranceSeconds)
    throw new WebhookRejectedError(
      'signature_stale',
      'The signature is older than five minutes, or from the future. Is your clock right?',
    );
}

/** Compares text: two base64 spellings can decode to the same bytes. */
const isEqual = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

function keyOf(secret: string): Buffer {
  const base64 = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1] ?? '';
  const key = Buffer.from(base64, 'base64');
  if (key.length < secretBytesMin)
    throw new Error('a webhook secret is whsec_ and at least 24 random bytes in base64');
  return key;
}

function parseHeaders(headers: Record<string, string | undefined>) {
  const missing = proofHeaders.filter((name) => !headers[name]?.trim());
  if (missing.length > 0)
    throw new WebhookRejectedError(
      'signature_missing',
      `Headers are missing: ${missing.join(', ')}.`,
    );
  const [id = '', timestamp = '', listed = ''] = proofHeaders.map((name) => headers[name]);
  const signatures = listed.split(' ').flatMap((entry) => {
    const signature = /^v1,(.+)$/.exec(entry)?.[1];
    return signature === undefined ? [] : [signature];
  });
  if (signatures.length === 0)
    throw new WebhookRejectedError(
      'signature_missing',
      'The webhook-signature lists no v1 signature.',
    );
  // Dots separate the signed parts: with one in its id, a message could be read as another.
  if (!/^[!-\-/-~]{1,256}$/.test(id))
    throw invalid('A webhook-id has 1 to 256 visible ASCII characters and no dot.');
  if (!/^\d{1,12}$/.test(timestamp))
    throw invalid('The webhook-timestamp is not a time in seconds.');
  return { id, timestamp, signatures };
}

const proofHeaders = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

const invalid = (message: string) => new WebhookRejectedError('signature_invalid', message);

/**
 * Checks that a callback comes from one of the backend's known addresses.
 *
 * @param allowed addresses and CIDR ranges, of either family; absent when callbacks may come from
 * anywhere.
 * @throws WebhookRejectedError `sender_not_allowed`.
 * @throws Error when an entry is neither an address nor a range.
 */
export function requireAllowedAddress(sourceIp: string, allowed?: readonly string[]): void {
  if (allowed === undefined) return;
  const list = new BlockList();
  for (const entry of allowed) addTo(list, entry);
  if (isIP(sourceIp) === 0 || !list.check(sourceIp, familyOf(sourceIp)))
    throw new WebhookRejectedError(
      'sender_not_allowed',
      'Callbacks are not taken from this address.',
    );
}

function addTo(list: BlockList, entry: string): void {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  if (isIP(address) === 0) throw new Error('an allowed address is neither an address nor a range');
  if (prefix === undefined) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, Number(prefix), familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
