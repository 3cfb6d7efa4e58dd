import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { variableOf } from './environment.ts';

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
 *
 * @throws Error when it has no value.
 */
export function secretReader(
  parameterName: string,
  client: SSMClient = new SSMClient({}),
  now: () => number = Date.now,
): ReadSecret {
  const read = optionalSecretReader(parameterName, client, now);
  return async (maxAgeMs) => {
    const values = await read(maxAgeMs);
    if (values.length === 0) throw new Error('a secret has no value');
    return values;
  };
}

/** Reads a secret that not every shop has; a missing one has no values. */
export function optionalSecretReader(
  parameterName: string,
  client: SSMClient = new SSMClient({}),
  now: () => number = Date.now,
): ReadSecret {
  let cached: Cached | undefined;
  return async (maxAgeMs = usualMaxAgeMs) => {
    if (cached && now() - cached.readAt < maxAgeMs) return cached.values;
    const text = await readParameter(client, parameterName);
    const values = text.split(',').filter((value) => value !== '');
    // A secret that is put in place a moment later is found at once.
    if (values.length > 0) cached = { values, readAt: now() };
    return values;
  };
}

/** Reads any secret that a variable `…_PARAMETER` of this function names, as one that may be missing. */
export function secretsFromEnvironment(client: SSMClient = new SSMClient({})) {
  const readers = new Map<string, ReadSecret>();
  return (name: string): Promise<readonly string[]> => {
    const variable = `${name.replaceAll(/[/-]/g, '_').toUpperCase()}_PARAMETER`;
    const reader = readers.get(name) ?? optionalSecretReader(variableOf(variable), client);
    readers.set(name, reader);
    return reader();
  };
}

async function readParameter(client: SSMClient, name: string): Promise<string> {
  try {
    const command = new GetParameterCommand({ Name: name, WithDecryption: true });
    return (await client.send(command)).Parameter?.Value ?? '';
  } catch (error) {
    if ((error as Error).name === 'ParameterNotFound') return '';
    throw error;
  }
}
