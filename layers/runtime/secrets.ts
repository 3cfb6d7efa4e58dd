import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/**
 * Live values of a secret, the newest first, read no longer ago than `maxAgeMs`.
 */
export type ReadSecret = (maxAgeMs?: number) => Promise<readonly string[]>;

type Cached = { values: readonly string[]; readAt: number };

/** A rotated secret reaches warm functions within this time. */
const usualMaxAgeMs = 5 * 60 * 1000;

/**
 * Reads a SecureString of the parameter store, and keeps it in memory for five minutes.
 *
 * While a secret is rotated its parameter holds both live values, separated by a comma, the new one
 * first.
 */
export function secretReader(
  parameterName: string,
  client: SSMClient = new SSMClient({}),
  now: () => number = Date.now,
): ReadSecret {
  let cached: Cached | undefined;
  return async (maxAgeMs = usualMaxAgeMs) => {
    if (cached && now() - cached.readAt < maxAgeMs) return cached.values;
    const { Parameter } = await client.send(
      new GetParameterCommand({ Name: parameterName, WithDecryption: true }),
    );
    const values = (Parameter?.Value ?? '').split(',').filter((value) => value !== '');
    if (values.length === 0) throw new Error('a secret has no value');
    cached = { values, readAt: now() };
    return values;
  };
}
