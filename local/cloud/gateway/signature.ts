import { createHash, createHmac } from 'node:crypto';
import type { HttpRequest } from './http-message.ts';

/** What a Signature Version 4 claims, in a header or in a query. */
export type Claim = {
  accessKeyId: string;
  day: string;
  region: string;
  service: string;
  /** `20261121T101500Z`. */
  time: string;
  signedHeaders: string[];
  signature: string;
  sessionToken: string | undefined;
  /** Only for a presigned link. */
  expiresSeconds?: number;
};

/** Reads the claim in the Authorization header or in a presigned link's query. */
export function readClaim({ headers, query }: HttpRequest): Claim | undefined {
  if (headers.authorization) return claimOfHeader(headers.authorization, headers);
  return query.includes('X-Amz-Signature=') ? claimOfQuery(query) : undefined;
}

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

function claimOfHeader(header: string, headers: HttpRequest['headers']): Claim | undefined {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(header);
  if (!parts) return undefined;
  const [, credential, signedHeaders, signature] = parts;
  return {
    ...scopeOf(credential!),
    time: single(headers['x-amz-date']) ?? '',
    signedHeaders: signedHeaders!.split(';'),
    signature: signature!,
    sessionToken: single(headers['x-amz-security-token']),
  };
}

function claimOfQuery(query: string): Claim {
  const parameters = new URLSearchParams(query);
  return {
    ...scopeOf(parameters.get('X-Amz-Credential') ?? ''),
    time: parameters.get('X-Amz-Date') ?? '',
    signedHeaders: (parameters.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: parameters.get('X-Amz-Signature')!,
    sessionToken: parameters.get('X-Amz-Security-Token') ?? undefined,
    expiresSeconds: Number(parameters.get('X-Amz-Expires')),
  };
}

const scopeOf = (credential: string) => {
  const [accessKeyId = '', day = '', region = '', service = ''] = credential.split('/');
  return { accessKeyId, day, region, service };
};

/** Whether the holder of the secret signed exactly this request. */
export function isSignedWith(secret: string, request: HttpRequest, claim: Claim): boolean {
  const { day, region, service, time } = claim;
  const canonical = createHash('sha256').update(canonicalRequest(request, claim)).digest('hex');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const signed = createHmac('sha256', signingKey(secret, day, region, service))
    .update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${canonical}`)
    .digest('hex');
  return signed === claim.signature;
}

function canonicalRequest(request: HttpRequest, claim: Claim): string {
  const { method, path, query, headers, body } = request;
  const isPresigned = claim.expiresSeconds !== undefined;
  const lines = claim.signedHeaders.map(
    (name) => `${name}:${(single(headers[name]) ?? '').trim().replaceAll(/ +/g, ' ')}\n`,
  );
  const payload = isPresigned
    ? 'UNSIGNED-PAYLOAD'
    : (single(headers['x-amz-content-sha256']) ?? createHash('sha256').update(body).digest('hex'));
  return [
    method,
    // Only S3 signs the path as sent; other services encode it again.
    claim.service === 's3' ? path : path.split('/').map(encode).join('/'),
    canonicalQuery(query),
    lines.join(''),
    claim.signedHeaders.join(';'),
    payload,
  ].join('\n');
}

const encode = (segment: string): string =>
  encodeURIComponent(segment).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const canonicalQuery = (query: string): string =>
  query
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('X-Amz-Signature='))
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&');

const signingKeys = new Map<string, Buffer>();

/** Derived once a day per secret, region and service, which saves four hashes per call. */
function signingKey(secret: string, day: string, region: string, service: string): Buffer {
  const name = `${secret}/${day}/${region}/${service}`;
  const known = signingKeys.get(name);
  if (known) return known;
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `AWS4${secret}`,
  ) as Buffer;
  signingKeys.set(name, key);
  return key;
}
