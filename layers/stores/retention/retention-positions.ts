import type { Positions, WalkName } from '#domain/retention/walk';
import { optional, text } from '../fields.ts';
import { keys } from '../keys.ts';
import { stored } from '../stored.ts';
import type { Table } from '../table.ts';

/** A run that writes an older position makes the next one look twice, which changes nothing. */
export class DynamoRetentionPositions implements Positions {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async load(walk: WalkName): Promise<string | undefined> {
    const item = await this.#table.get(keys.retention(walk));
    return item && positionFrom(item).behind;
  }

  async save(walk: WalkName, behind: string | undefined): Promise<void> {
    await this.#table.write({ put: { key: keys.retention(walk), item: { behind } } });
  }
}

const positionFrom = stored<{ behind?: string }>({ behind: optional(text) });
