import type { ReadingPosition, ReadingPositions } from '#domain/inbox/find-missed';
import type { ProviderName } from '#domain/payments/payment';
import { instant, mapWith, optional, text } from './fields.ts';
import { keys } from './keys.ts';
import { stored } from './stored.ts';
import type { Table } from './table.ts';

export class DynamoReadingPositions implements ReadingPositions {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async load(provider: ProviderName): Promise<ReadingPosition | undefined> {
    const item = await this.#table.get(keys.cursor(provider));
    return item && rowFrom(item).position;
  }

  async save(provider: ProviderName, position: ReadingPosition): Promise<void> {
    await this.#table.write({ put: { key: keys.cursor(provider), item: { position } } });
  }
}

const rowFrom = stored<{ position: ReadingPosition }>({
  position: mapWith<ReadingPosition>({
    since: instant,
    begunAt: optional(instant),
    page: optional(text),
  }),
});
