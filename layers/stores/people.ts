import type { People } from '#domain/access/people';
import { anyText, text } from './fields.ts';
import { keys } from './keys.ts';
import { stored } from './stored.ts';
import type { Table } from './table.ts';

export class DynamoPeople implements People {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async note({ subject, name }: { subject: string; name: string }): Promise<void> {
    await this.#table.write({
      put: {
        key: keys.person(subject),
        item: { subject, name },
        condition: {
          expression: 'attribute_not_exists(pk) OR #name <> :name',
          names: { '#name': 'name' },
          values: { ':name': name },
        },
      },
    });
  }

  async namesOf(subjects: readonly string[]): Promise<Map<string, string>> {
    if (subjects.length === 0) return new Map();
    const rows = await this.#table.getMany(subjects.map((subject) => keys.person(subject)));
    return new Map(rows.map(personFrom).map(({ subject, name }) => [subject, name]));
  }
}

const personFrom = stored<{ subject: string; name: string }>({ subject: text, name: anyText });
