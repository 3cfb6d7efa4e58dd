import { X509Certificate } from 'node:crypto';
import { AnswerTooLargeError, type Fetch, sendRequest } from '../http-client.ts';

/** `none`: PayPal answers, but has no certificate at this address. */
export type CertificateAnswer =
  | { kind: 'certificate'; certificate: X509Certificate }
  | { kind: 'none' }
  | { kind: 'unknown'; cause: unknown };

const answerBytesMax = 64 * 1024;

/** Fetches an address; reports a redirect and never follows it. */
export async function fetchCertificate(
  url: string,
  { fetch, timeoutMs }: { fetch?: Fetch; timeoutMs?: number },
): Promise<CertificateAnswer> {
  const request = { url, method: 'GET', redirect: 'manual', answerBytesMax } as const;
  const answer = await sendRequest({ ...request, fetch, timeoutMs });
  if (answer.kind === 'unknown')
    return answer.cause instanceof AnswerTooLargeError ? { kind: 'none' } : answer;
  const { status, bytes } = answer;
  if (isOutage(status)) return { kind: 'unknown', cause: new Error(`the answer is ${status}`) };
  return status === 200 ? certificateIn(bytes) : { kind: 'none' };
}

/** A temporary answer says nothing about the certificate. */
const isOutage = (status: number): boolean => status >= 500 || status === 429 || status === 408;

function certificateIn(bytes: Uint8Array): CertificateAnswer {
  try {
    return { kind: 'certificate', certificate: new X509Certificate(bytes) };
  } catch {
    return { kind: 'none' };
  }
}
