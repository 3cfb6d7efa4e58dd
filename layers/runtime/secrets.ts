import { valuesOfVariables, variableOf } from './environment.ts';
import { liveValues } from './live-values.ts';
import { type ParameterStore, SsmParameterStore } from './parameter-store.ts';

/** Live values of a secret, newest first, read at most `maxAgeMs` ago. */
export type ReadSecret = (maxAgeMs?: number) => Promise<readonly string[]>;

/** A rotated secret reaches running functions within this time. */
const usualMaxAgeMs = 5 * 60 * 1000;

/** Random part by which a read may come earlier, so that functions do not all read at once. */
const jitter = 0.2;

/** The SSM limit per call. */
const parametersMax = 10;

type SecretBookOptions = {
  store?: ParameterStore;
  /** Every parameter that the function may read; all are read together. */
  names?: readonly string[];
  /** Milliseconds. */
  now?: () => number;
  /** From 0 to 1. */
  random?: () => number;
};

/**
 * All SecureStrings of one function, read in one call and cached for five minutes: the account's
 * parameter store allows 40 reads a second, and many functions may start at once.
 */
export class SecretBook {
  private readonly store: ParameterStore;
  private readonly names: readonly string[];
  private readonly now: () => number;
  private readonly random: () => number;
  private values: ReadonlyMap<string, readonly string[]> = new Map();
  private readAt = Number.NEGATIVE_INFINITY;
  private ageMaxMs = 0;
  private reading: Promise<void> | undefined;

  constructor(options: SecretBookOptions = {}) {
    this.store = options.store ?? new SsmParameterStore();
    this.names = options.names ?? valuesOfVariables('_PARAMETER');
    this.now = options.now ?? Date.now;
    this.random = options.random ?? Math.random;
  }

  /** Empty when the secret has no value; that is not cached, so a new value is found at once. */
  async read(name: string, maxAgeMs?: number): Promise<readonly string[]> {
    const age = this.now() - this.readAt;
    const known = this.values.get(name) ?? [];
    const isFresh = age < Math.min(this.ageMaxMs, maxAgeMs ?? usualMaxAgeMs);
    if (known.length > 0 && isFresh) return known;
    // Concurrent readers share this read.
    this.reading ??= this.readAll(name).finally(() => {
      this.reading = undefined;
    });
    await this.reading;
    return this.values.get(name) ?? [];
  }

  private async readAll(name: string): Promise<void> {
    const startedAt = this.now();
    const names = [...new Set([...this.names, name])];
    const parts = Array.from({ length: Math.ceil(names.length / parametersMax) }, (_, part) =>
      this.readSome(names.slice(part * parametersMax, (part + 1) * parametersMax)),
    );
    this.values = new Map((await Promise.all(parts)).flat());
    this.readAt = startedAt;
    this.ageMaxMs = usualMaxAgeMs * (1 - jitter * this.random());
  }

  private async readSome(names: string[]): Promise<[string, readonly string[]][]> {
    const parameters = await this.store.getParameters(names);
    return parameters.map(({ Name, Value }) => [Name, liveValues(Value)]);
  }
}

let ownBook: SecretBook | undefined;

/** One book for all readers of a function. */
function bookOfFunction(): SecretBook {
  ownBook ??= new SecretBook();
  return ownBook;
}

/**
 * Reads a secret that the function cannot work without.
 *
 * @throws Error when it has no value.
 */
export function secretReader(
  parameterName: string,
  book: SecretBook = bookOfFunction(),
): ReadSecret {
  return async (maxAgeMs) => {
    const values = await book.read(parameterName, maxAgeMs);
    if (values.length === 0) throw new Error('a secret has no value');
    return values;
  };
}

/** Reads a secret that some shops do not have; returns no values when it is missing. */
export const optionalSecretReader =
  (parameterName: string, book: SecretBook = bookOfFunction()): ReadSecret =>
  (maxAgeMs) =>
    book.read(parameterName, maxAgeMs);

/** Reads any secret named by a `…_PARAMETER` variable of this function; it may be missing. */
export const secretsFromEnvironment =
  (book: SecretBook = bookOfFunction()) =>
  async (name: string): Promise<readonly string[]> =>
    book.read(variableOf(`${name.replaceAll(/[/-]/g, '_').toUpperCase()}_PARAMETER`));
