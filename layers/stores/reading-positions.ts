import type { ReadingPosition, ReadingPositions } from '#domain/inbox/find-missed';
import type { ProviderName } from '#domain/payments/payment';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

export class DynamoReadingPositions implements ReadingPositions {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async load(provider: ProviderName): Promise<ReadingPosition | undefined> {
    const item = await this.#table.get(keys.cursor(provider));
    return item?.position as ReadingPosition | undefined;
  }

  async save(provider: ProviderName, position: ReadingPosition): Promise<void> {
    await this.#table.write({ put: { key: keys.cursor(provider), item: { position } } });
  }
}
