import type { Clock } from '#domain/clock';
import type { Claim, ClaimOutcome, IdempotencyStore } from '#domain/idempotency';

const leaseMs = 30_000;

type Row<Answer> = { claim: Claim; leaseUntilMs: number; answer?: Answer };

/** Keeps the promises of the port: leases, first answers, and the first request of every key. */
export class MemoryIdempotencyStore<Answer extends object> implements IdempotencyStore<Answer> {
  readonly rows = new Map<string, Row<Answer>>();
  readonly #now: Clock;

  constructor(now: Clock) {
    this.#now = now;
  }

  async claim(claim: Claim): Promise<ClaimOutcome<Answer>> {
    const nowMs = this.#now().getTime();
    const row = this.rows.get(claim.id);
    if (!row) {
      this.rows.set(claim.id, { claim: { ...claim }, leaseUntilMs: nowMs + leaseMs });
      return { kind: 'claimed', claim };
    }
    const stored = { ...row.claim };
    if (row.answer) return { kind: 'answered', claim: stored, answer: { ...row.answer } };
    const isSameRequest = stored.requestHash === claim.requestHash;
    if (!isSameRequest || row.leaseUntilMs >= nowMs) return { kind: 'in_use', claim: stored };
    row.leaseUntilMs = nowMs + leaseMs;
    return { kind: 'claimed', claim: stored };
  }

  async answer({ id }: Claim, answer: Answer): Promise<void> {
    const row = this.rows.get(id)!;
    row.answer ??= { ...answer };
  }

  async release({ id }: Claim): Promise<void> {
    this.rows.get(id)!.leaseUntilMs = 0;
  }
}
