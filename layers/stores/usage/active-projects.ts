import type { ActiveProjects } from '#domain/limits/active-projects';
import { indexes } from '../keys.ts';
import type { Item, Table } from '../table.ts';

/** Reads only the index, which archived projects have left. */
export class DynamoActiveProjects implements ActiveProjects {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async idsOf(customerId: string): Promise<ReadonlySet<string>> {
    const { ownerPk } = indexes.ownerOf('PROJECTS', customerId, '');
    const ids = new Set<string>();
    let after: Item | undefined;
    do {
      const { items, next } = await this.#table.query({
        IndexName: 'owner',
        KeyConditionExpression: 'ownerPk = :pk',
        values: { ':pk': ownerPk },
        after,
      });
      for (const { ownerSk } of items) ids.add(String(ownerSk));
      after = next;
    } while (after);
    return ids;
  }
}
