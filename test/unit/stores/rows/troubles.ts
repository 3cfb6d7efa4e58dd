import fc from 'fast-check';
import { type Trouble, troubleKinds } from '#domain/monitoring/trouble';
import { DynamoTroubleStore } from '#stores/trouble-store';
import { anyText } from '#test/any-values';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const noon = new Date('2026-11-21T12:00:00.000Z');

const trouble = rowsOf<Trouble>({
  name: 'troubles of one kind',
  reader: 'trouble-store.ts rowFrom',
  keys: ['trouble'],
  example: { kind: 'provider_error', dimension: 'stripe', example: 'pay_1' },
  any: fc.record({
    kind: fc.constantFrom(...troubleKinds),
    dimension: anyText,
    example: anyText,
  }),
  write: (table, one) => new DynamoTroubleStore(table).add(one, noon),
  async read(table) {
    const [row] = await new DynamoTroubleStore(table).between(noon, noon);
    return row && { kind: row.kind, dimension: row.dimension, example: row.examples[0]! };
  },
  sk: '12:00#',
  required: { slot: 'noon', kind: 'bad luck', dimension: '', count: -1, lastAt: 'today' },
  optional: { example0: '', example1: '', example2: '', example3: '', example4: '' },
  form: 'unsaid',
});

export const rowsOfTroubles: Rows[] = [trouble];
