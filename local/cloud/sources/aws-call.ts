import { Agent, request } from 'node:http';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from '../functions/execution-environment.ts';

export type AwsCallerOptions = { url: string; region: string; credentials: Credentials };

/** One call in AWS's JSON protocol, such as `sqs`, `AmazonSQS.ReceiveMessage`. */
export type AwsCall = <Answer = Record<string, unknown>>(
  service: string,
  target: string,
  input: Record<string, unknown>,
  signal?: AbortSignal,
) => Promise<Answer>;

/** A refused call; `code` is AWS's name for the reason. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

const attemptsMax = 3;

/**
 * Makes calls with one role. For pollers, which call many times a second: the SDK has no client
 * here for DynamoDB's streams, and none is as light.
 */
export function awsCaller({ url, region, credentials }: AwsCallerOptions): AwsCall {
  const { host, hostname } = new URL(url);
  const signer = (service: string) =>
    new SignatureV4({ credentials, region, service, sha256: Sha256, applyChecksum: false });
  return async <Answer>(
    service: string,
    target: string,
    input: Record<string, unknown>,
    signal?: AbortSignal,
  ) => {
    const body = JSON.stringify(input);
    const { headers } = await signer(service).sign({
      ...{ method: 'POST', protocol: 'http:', hostname, path: '/', body },
      headers: { 'content-type': 'application/x-amz-json-1.0', host, 'x-amz-target': target },
    });
    const { status, text } = await postAgain(() => post(url, headers, body, signal), signal);
    const answer = text === '' ? {} : JSON.parse(text);
    if (status < 300) return answer as Answer;
    const code = String(answer.__type ?? answer.code ?? status).replace(/^.*#/, '');
    throw new AwsError(code, String(answer.message ?? answer.Message ?? text));
  };
}

/**
 * Retries when the connection breaks before the answer, as the SDK does: a message whose deletion
 * is lost would stay in flight until its visibility time-out.
 */
async function postAgain<Answer>(
  attempt: () => Promise<Answer>,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  for (let made = 1; ; made++) {
    try {
      return await attempt();
    } catch (error) {
      if (made === attemptsMax || signal?.aborted) throw error;
    }
  }
}

function post(url: string, headers: Record<string, string>, body: string, signal?: AbortSignal) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', headers, agent, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 500,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
