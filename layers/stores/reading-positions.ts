import type { ReadingPosition, ReadingPositions } from '#domain/inbox/find-missed';
import type { ProviderName } from '#domain/payments/payment';
import { instant, mapWith, optional, text } from './fields.ts';
import { keys } from './keys.ts';
import { stored } from './stored.ts';
import type { Table } from './table.ts';

/** How far lists were read: a provider’s own, and that of our payments. */
type List = ProviderName | 'payments';

export class DynamoReadingPositions implements ReadingPositions {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async load(list: List): Promise<ReadingPosition | undefined> {
    const item = await this.#table.get(keys.cursor(list));
    return item && rowFrom(item).position;
  }

  async save(list: List, position: ReadingPosition): Promise<void> {
    await this.#table.write({ put: { key: keys.cursor(list), item: { position } } });
  }
}

const rowFrom = stored<{ position: ReadingPosition }>({
  position: mapWith<ReadingPosition>({
    since: instant,
    begunAt: optional(instant),
    page: optional(text),
  }),
});
