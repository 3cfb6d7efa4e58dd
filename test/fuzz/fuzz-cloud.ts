import fc from 'fast-check';
import { api, endpoints, token } from '#test/cloud';
import { anyRequest, type FuzzRequest } from './any-request.ts';
import { type Operation, readOperations } from './api-document.ts';
import { judge } from './judge.ts';
import { type Answer, send } from './send.ts';
import { type Stock, stockUp } from './stock.ts';

export type Finding = { index: number; fault: string; request: FuzzRequest; answer: Answer };

export type Fuzzed = {
  findings: Finding[];
  /** By operation, how often each status was answered. */
  answers: Record<string, Record<number, number>>;
};

export type FuzzOptions = {
  seed: number;
  requests: number;
  /** This request alone, as it was or will be among the others. */
  only?: number;
  tell?: (sent: number) => void;
};

/** After so many the shop gets new customers: those it had are archived, emptied or revoked by then. */
const seasonOf = 500;

const atOnce = 4;

/**
 * Sends requests that follow from the seed to the running local cloud, each from its own index, and
 * judges every answer. What the requests name is made anew in each run, so its ids differ.
 */
export async function fuzzCloud({ seed, requests, only, tell }: FuzzOptions): Promise<Fuzzed> {
  const operations = readOperations();
  const fuzzed: Fuzzed = { findings: [], answers: {} };
  const first = only ?? 0;
  const end = only === undefined ? requests : only + 1;
  for (let from = first; from < end; from += seasonOf) {
    const season = new Season(operations, await stockUp(), seed, fuzzed);
    let next = from;
    const work = async () => {
      while (next < Math.min(from + seasonOf, end)) await season.play(next++);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    await switchAllOn();
    tell?.(Math.min(from + seasonOf, end));
  }
  return fuzzed;
}

class Season {
  readonly #arbitraries: fc.Arbitrary<FuzzRequest>[];
  readonly #stock: Stock;
  readonly #seed: number;
  readonly #fuzzed: Fuzzed;

  constructor(operations: Operation[], stock: Stock, seed: number, fuzzed: Fuzzed) {
    this.#arbitraries = operations.map((operation) => anyRequest(operation, stock));
    this.#stock = stock;
    this.#seed = seed;
    this.#fuzzed = fuzzed;
  }

  async play(index: number): Promise<void> {
    const arbitrary = this.#arbitraries[index % this.#arbitraries.length]!;
    const [request] = fc.sample(arbitrary, { seed: this.#seed * 1_000_003 + index, numRuns: 1 });
    const { operation, path, body } = request!;
    const credentials = this.#stock.credentials[request!.credentials]!;
    const answer = await send({
      method: operation.method,
      url: `${endpoints.api}${path}`,
      headers: { ...credentials.headers, ...request!.headers },
      body,
    });
    this.#count(operation, answer);
    for (const fault of judge(request!, answer, credentials))
      this.#fuzzed.findings.push({ index, fault, request: request!, answer });
    // A shop that is switched off has no more payments to ask strange things of.
    if (operation.id === 'setSwitch' && answer.status === 200) await switchAllOn();
  }

  #count({ id }: Operation, { status }: Answer): void {
    const { answers } = this.#fuzzed;
    answers[id] = { ...answers[id], [status]: (answers[id]?.[status] ?? 0) + 1 };
  }
}

/** Opens for payments again whatever was switched off. */
async function switchAllOn(): Promise<void> {
  const admin = await token({ role: 'admin' });
  const { body } = await api('GET', '/v1/admin/switches', { headers: admin });
  for (const { provider, method, enabled } of body.data)
    if (!enabled)
      await api('PUT', '/v1/admin/switches', {
        headers: admin,
        body: { provider, ...(method && { method }), enabled: true, reason: 'after the fuzzer' },
      });
}
