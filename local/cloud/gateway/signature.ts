import { Sha256 } from '@smithy/core/checksum';
import { parseQueryString } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
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

/**
 * Whether the holder of the secret signed exactly this request. The SDK's own signer signs it again,
 * and the two signatures are compared.
 */
export async function isSignedWith(
  secretAccessKey: string,
  request: HttpRequest,
  claim: Claim,
): Promise<boolean> {
  const { accessKeyId, region, service, expiresSeconds, signedHeaders } = claim;
  const signingDate = signedAt(claim);
  if (Number.isNaN(signingDate.getTime())) return false;
  const signer = new SignatureV4({
    ...{ region, service, sha256: Sha256, applyChecksum: false },
    credentials: { accessKeyId, secretAccessKey },
    // Only S3 signs the path as sent; other services encode it again.
    uriEscapePath: service !== 's3',
  });
  const headers = headersUnder(request, claim);
  const query = parseQueryString(request.query);
  const unsigned = { ...request, ...{ headers, query, protocol: 'http:', hostname: 'localhost' } };
  const terms = {
    signingDate,
    signableHeaders: new Set(signedHeaders),
    unsignableHeaders: new Set(signedHeaders.includes(checksum) ? [] : [checksum]),
  };
  if (expiresSeconds === undefined) {
    const { headers: signed } = await signer.sign(unsigned, terms);
    return signed.authorization!.endsWith(`Signature=${claim.signature}`);
  }
  delete query['X-Amz-Signature'];
  const signed = await signer.presign(unsigned, {
    ...{ ...terms, expiresIn: expiresSeconds, unhoistableHeaders: new Set(Object.keys(headers)) },
  });
  return signed.query?.['X-Amz-Signature'] === claim.signature;
}

const checksum = 'x-amz-content-sha256';

/** The signed headers, and the checksum of the body. */
function headersUnder({ headers }: HttpRequest, claim: Claim): Record<string, string> {
  const isPresigned = claim.expiresSeconds !== undefined;
  const stated = isPresigned ? 'UNSIGNED-PAYLOAD' : single(headers[checksum]);
  return {
    ...Object.fromEntries(claim.signedHeaders.map((name) => [name, single(headers[name]) ?? ''])),
    ...(stated !== undefined && { [checksum]: stated }),
  };
}

/** When the request was signed; an invalid date if the claim does not say. */
export const signedAt = ({ time }: Claim): Date =>
  new Date(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
