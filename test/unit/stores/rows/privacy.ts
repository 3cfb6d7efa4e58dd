import fc from 'fast-check';
import type { Erasure } from '#domain/erasure/erasure';
import type { PersonalExport } from '#domain/exports/export';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoErasureStore } from '#stores/erasure-store';
import { DynamoExportStore } from '#stores/export-store';
import { DynamoRetentionPositions } from '#stores/retention/retention-positions';
import { anyCount, anyInstant, anyLike, anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { aCustomer } from '#test/customers';
import { nextOf } from '../../../contracts/customer-store.ts';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const aProof: Erasure = {
  customerId: 'cus_1',
  state: 'done',
  requestedAt: '2026-11-21T10:00:00.000Z',
  requestedBy: 'person:user-admin',
  requestId: 'request-1',
  steps: [{ name: 'payments', at: '2026-11-21T10:00:02.000Z', count: 3 }],
  finishedAt: '2026-11-21T10:00:03.000Z',
  kept: [{ kind: 'invoice', count: 3, sha256: 'a'.repeat(64), basis: 'L123-22' }],
  reviewAt: '2036-12-31T23:59:59.000Z',
  version: 1,
};

const erasure = rowsOf<Erasure>({
  name: 'an erasure',
  reader: 'erasure-store.ts erasureFrom',
  keys: ['erasure'],
  example: aProof,
  any: anyLike(
    aProof,
    { state: fc.constantFrom('running', 'done'), requestedAt: anyInstant },
    { takenUpAt: anyInstant, finishedAt: anyInstant, reviewAt: anyInstant },
  ),
  write: async (table, one) => {
    const before = await new DynamoCustomerStore(table).createOrGet(aCustomer(), anAuditEntry());
    const closed = { erasure: { ...one, version: 1 }, customer: nextOf(before) };
    const erasures = new DynamoErasureStore(table);
    expect(await erasures.begin(closed)).toBe('saved');
  },
  read: (table, { customerId }) => new DynamoErasureStore(table).find(customerId),
  sk: 'ERASURE',
  required: {
    customerId: '',
    state: 'planned',
    requestedAt: 'today',
    requestedBy: 7,
    requestId: null,
    steps: 'payments',
    'steps.0.name': '',
    'steps.0.at': 'today',
    'steps.0.count': -1,
    kept: 'invoices',
    'kept.0.kind': '',
    'kept.0.count': 1.5,
    'kept.0.sha256': 'abc',
    'kept.0.basis': '',
    version: '1',
  },
  optional: {
    takenUpAt: 'now',
    finishedAt: 'today',
    reviewAt: 2036,
  },
});

const aCopy: PersonalExport = {
  customerId: 'cus_1',
  state: 'done',
  requestedAt: '2026-11-21T10:00:00.000Z',
  requestedBy: 'person:user-admin',
  expiresAt: '2026-11-22T10:00:00.000Z',
  file: { key: 'exports/cus_1/2026-11-21T10:00:00.000Z.zip', bytes: 9 },
  version: 1,
};

const personalExport = rowsOf<PersonalExport>({
  name: 'an export',
  reader: 'export-store.ts exportFrom',
  keys: ['export'],
  example: aCopy,
  any: anyLike(
    aCopy,
    { state: fc.constantFrom('running', 'done'), requestedAt: anyInstant },
    { takenUpAt: anyInstant, file: fc.record({ key: anyText, bytes: anyCount }) },
  ),
  write: (table, one) => new DynamoExportStore(table).save(one),
  read: (table, { customerId }) => new DynamoExportStore(table).find(customerId),
  sk: 'EXPORT',
  required: {
    customerId: '',
    state: 'planned',
    requestedAt: 'today',
    requestedBy: 7,
    expiresAt: 'tomorrow',
    'file.key': '',
    'file.bytes': -1,
    version: '1',
  },
  optional: { takenUpAt: 'now', file: 'a.zip' },
});

const retention = rowsOf<{ behind?: string }>({
  name: 'a position of the retention',
  reader: 'retention/retention-positions.ts positionFrom',
  keys: ['retention'],
  example: { behind: 'ord_01KA' },
  any: fc.record({ behind: anyText }, { requiredKeys: [] }),
  write: (table, { behind }) => new DynamoRetentionPositions(table).save('orders', behind),
  read: async (table) => ({ behind: await new DynamoRetentionPositions(table).load('orders') }),
  sk: 'POSITION',
  required: {},
  optional: { behind: 7 },
});

export const rowsOfPrivacy: Rows[] = [erasure, personalExport, retention];
