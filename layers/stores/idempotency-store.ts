import type { Claim, ClaimOutcome, IdempotencyStore } from '#domain/idempotency';
import { hash, instant, mapWith, optional, text, whole } from './fields.ts';
import { keys, ttlAfterDays } from './keys.ts';
import { stored } from './stored.ts';
import type { Table } from './table.ts';

/** Longer than any function may run: a holder without an answer has then crashed. */
const leaseMs = 30_000;

/** Providers repeat notifications for three days; a caller's retry may come even later. */
const keptDays = 30;

export class DynamoIdempotencyStore<Answer extends object> implements IdempotencyStore<Answer> {
  readonly #table: Table;
  readonly #now: () => Date;

  constructor(table: Table, now: () => Date) {
    this.#table = table;
    this.#now = now;
  }

  async claim(claim: Claim): Promise<ClaimOutcome<Answer>> {
    const now = this.#now();
    const leaseUntil = now.getTime() + leaseMs;
    const refusal = await this.#table.write({
      put: {
        key: keys.claim(claim.id),
        item: { ...claim, leaseUntil, ttl: ttlAfterDays(now, keptDays) },
        condition: { expression: 'attribute_not_exists(pk)' },
      },
    });
    if (!refusal) return { kind: 'claimed', claim };
    const { answer, leaseUntil: _, ...first } = claimFrom(refusal.existing!);
    if (answer) return { kind: 'answered', claim: first, answer: answer as Answer };
    if (first.requestHash !== claim.requestHash) return { kind: 'in_use', claim: first };
    return (await this.takeOver(claim.id, now, leaseUntil))
      ? { kind: 'claimed', claim: first }
      : { kind: 'in_use', claim: first };
  }

  async answer({ id }: Claim, answer: Answer): Promise<void> {
    await this.#table.write({
      update: {
        key: keys.claim(id),
        expression: 'SET #answer = if_not_exists(#answer, :answer)',
        names: { '#answer': 'answer' },
        values: { ':answer': answer },
      },
    });
  }

  async release({ id }: Claim): Promise<void> {
    await this.#table.write({
      update: { key: keys.claim(id), expression: 'SET leaseUntil = :none', values: { ':none': 0 } },
    });
  }

  private async takeOver(id: string, now: Date, leaseUntil: number): Promise<boolean> {
    const refusal = await this.#table.write({
      update: {
        key: keys.claim(id),
        expression: 'SET leaseUntil = :until',
        values: { ':until': leaseUntil },
        names: { '#answer': 'answer' },
        condition: {
          expression: 'leaseUntil < :now AND attribute_not_exists(#answer)',
          values: { ':now': now.getTime() },
        },
      },
    });
    return refusal === undefined;
  }
}

/** Only the caller of the store knows the answer's type. */
const claimFrom = stored<Claim & { leaseUntil: number; answer?: object }>({
  id: text,
  requestHash: hash,
  createdAt: instant,
  leaseUntil: whole,
  answer: optional(mapWith<object>({})),
});
