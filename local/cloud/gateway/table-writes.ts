import type { Right } from './policy.ts';
import { Pulse } from './pulse.ts';

/** Signals the writes to each table, so that a reader of its stream sleeps during all others. */
export class TableWrites {
  private readonly pulses = new Map<string, Pulse>();

  /** Accepts the ARN of the table, of one of its indexes, or of its stream. */
  to(arn: string): Pulse {
    const table = tableIn(arn);
    const pulse = this.pulses.get(table) ?? new Pulse();
    this.pulses.set(table, pulse);
    return pulse;
  }

  /** Signals what a call with these rights may have written. */
  note(rights: readonly Right[]): void {
    const tables = rights
      .filter(({ action }) => isWrite.test(action))
      .map(({ resource }) => resource);
    for (const table of new Set(tables)) this.to(table).beat();
  }
}

const isWrite = /^dynamodb:(Put|Update|Delete|BatchWrite)Item$/;

const tableIn = (arn: string): string => /:table\/([^/]+)/.exec(arn)?.[1] ?? arn;
