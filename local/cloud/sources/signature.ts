import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from '../functions/execution-environment.ts';

export type Signing = {
  credentials: Credentials;
  region: string;
  service: string;
  host: string;
  target: string;
  body: string;
  at: Date;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/** Signs the headers of a call in AWS's JSON protocol (Signature Version 4). */
export function signedHeaders(signing: Signing): Record<string, string> {
  const { credentials, region, service, host, target, body, at } = signing;
  const time = at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.0',
    host,
    'x-amz-date': time,
    'x-amz-security-token': credentials.sessionToken,
    'x-amz-target': target,
  };
  const names = Object.keys(headers).join(';');
  const listed = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ['POST', '/', '', listed.join(''), names, sha256(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const keyOfDay = hmac(hmac(hmac(`AWS4${credentials.secretAccessKey}`, day), region), service);
  const signature = createHmac('sha256', hmac(keyOfDay, 'aws4_request'))
    .update(['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n'))
    .digest('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
