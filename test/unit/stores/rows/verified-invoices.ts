import { type CheckState, checkFrom } from '#domain/invoices/chain-check';
import type { Position, Verification } from '#domain/invoices/verify-year';
import { DynamoInvoiceVerification } from '#stores/invoice-verification';
import type { Table } from '#stores/table';
import { anyCount, anyInstant, anyLike, anyText } from '#test/any-values';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const stored = (table: Table) => new DynamoInvoiceVerification(table);

const broken: Verification = {
  at: '2026-11-22T01:30:00.000Z',
  documents: 6,
  bytes: 300_000,
  ok: false,
  breaks: [{ number: 'FA-2026-000003', why: 'gap', to: 'FA-2026-000004' }],
  breakCount: 1,
  unknownBefore: ['AV-2026-000012'],
};

const verification = rowsOf<Verification>({
  name: 'what the last check of a year’s invoices found',
  reader: 'invoice-verification.ts verificationFrom',
  keys: ['invoicesVerified'],
  example: broken,
  any: anyLike(broken, { at: anyInstant, documents: anyCount, bytes: anyCount }),
  write: (table, one) => stored(table).save('2026', one),
  read: (table) => stored(table).lastOf('2026'),
  sk: 'VERIFIED',
  required: {
    at: 'yesterday',
    documents: -1,
    bytes: 0.5,
    ok: 'yes',
    breaks: 'none',
    'breaks.0.number': '',
    breakCount: null,
    unknownBefore: 'AV-2026-000012',
  },
  optional: { 'breaks.0.to': 4, 'unknownBefore.0': 12 },
});

const state: CheckState = checkFrom(new Date(broken.at), [{ name: 'FA-2026', last: 7 }]);

const position = rowsOf<Position>({
  name: 'where a check of a year’s invoices stopped',
  reader: 'invoice-verification.ts positionFrom',
  keys: ['invoicesVerifying'],
  example: { after: 'inv_3', state },
  any: anyLike({ after: 'inv_3', state }, { after: anyText }),
  write: (table, one) => stored(table).savePosition('2026', one),
  read: (table) => stored(table).positionOf('2026'),
  sk: 'VERIFYING',
  required: { position: { after: 'inv_3' } },
});

export const rowsOfVerifiedInvoices: Rows[] = [verification, position];
