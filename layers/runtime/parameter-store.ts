import { setTimeout as sleep } from 'node:timers/promises';
import { type SignedConnection, signedConnection } from './signed-connection.ts';

export type Parameter = { Name: string; Value: string };

/** The store of secrets. */
export type ParameterStore = {
  /** Returns those of the named parameters that exist, decrypted; at most ten names. */
  getParameters(names: readonly string[]): Promise<Parameter[]>;
};

/** One read of a few kilobytes in the same region; includes the retries. */
const timeoutMs = 5_000;

/** SSM throttles with a 400, which an HTTP client alone would take for a bad request. */
const attemptsMax = 4;
const throttledPauseMs = 200;

/**
 * A client for SSM's parameter store. The SDK's client adds 78 kB for its 150 operations to every
 * bundle that reads a secret; this one signs the only call that functions make. Retries when SSM
 * throttles or fails.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html
 */
export class SsmParameterStore implements ParameterStore {
  /** @throws Error with SSM's message when the call is refused. */
  async getParameters(names: readonly string[]): Promise<Parameter[]> {
    const { url, client } = signedConnection('ssm');
    const signal = AbortSignal.timeout(timeoutMs);
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.ask({ url, client, names, signal });
      if (response.ok)
        return ((await response.json()) as { Parameters?: Parameter[] }).Parameters ?? [];
      const text = await response.text();
      if (!text.includes('ThrottlingException') || attempt === attemptsMax)
        throw new Error(`SSM answered ${response.status}`, { cause: text });
      await sleep(attempt * throttledPauseMs * (0.5 + Math.random() / 2), undefined, { signal });
    }
  }

  private ask({
    url,
    client,
    names,
    signal,
  }: SignedConnection & { names: readonly string[]; signal: AbortSignal }) {
    return client.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AmazonSSM.GetParameters',
      },
      body: JSON.stringify({ Names: names, WithDecryption: true }),
      signal,
    });
  }
}
