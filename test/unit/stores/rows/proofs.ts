import fc from 'fast-check';
import type { Ban } from '#domain/access/failed-proofs';
import { DynamoFailedProofs } from '#stores/failed-proofs';
import { anyCount, anyInstant, anyLike } from '#test/any-values';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const noon = new Date('2026-11-21T12:00:00.000Z');

const failures = rowsOf<{ failed: number }>({
  name: 'wrong keys and tokens of an hour',
  reader: 'failed-proofs.ts failuresFrom',
  keys: ['failedProofs'],
  example: { failed: 1 },
  any: fc.constant({ failed: 1 }),
  write: (table) => new DynamoFailedProofs(table).count('address#x', noon),
  read: async (table) => ({
    failed: (await new DynamoFailedProofs(table).count('address#x', noon)) - 1,
  }),
  sk: '2026-11-21T12',
  required: {},
  optional: { failed: -5 },
  form: 'unsaid',
});

const aBan: Ban = {
  subject: 'address#x',
  until: '2026-11-21T13:00:00.000Z',
  times: 2,
  by: 'limit',
};

const ban = rowsOf<Ban>({
  name: 'a ban',
  reader: 'failed-proofs.ts banFrom',
  keys: ['ban'],
  example: aBan,
  any: anyLike(aBan, {
    until: anyInstant,
    times: anyCount,
    by: fc.constantFrom('limit', 'operator'),
  }),
  write: (table, one) => new DynamoFailedProofs(table).ban(one, noon),
  read: (table, { subject }) => new DynamoFailedProofs(table).lastBan(subject),
  sk: 'BAN',
  required: { subject: '', until: 'tomorrow', times: -1, by: 'somebody' },
  form: 'unsaid',
});

export const rowsOfProofs: Rows[] = [failures, ban];
