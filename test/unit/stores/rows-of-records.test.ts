import fc from 'fast-check';
import type { Invoice } from '#domain/invoices/invoice-store';
import type { KnownStanding } from '#domain/limits/standing-store';
import type { Project } from '#domain/projects/project';
import type { Switches } from '#domain/switches/switches';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoReadingPositions } from '#stores/reading-positions';
import { DynamoSwitchStore } from '#stores/switch-store';
import { DynamoStandingStore } from '#stores/usage/standing-store';
import { anyCount, anyInstant, anyLike, anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { aCustomer, aProject } from '#test/customers';
import { anInvoice } from '#test/invoices';
import { aSwitch } from '#test/switches';
import { describeRows } from '../../contracts/rows.ts';

describeRows<Project>({
  name: 'a project',
  example: aProject({ id: 'prj_1' }),
  any: anyLike(
    aProject({ id: 'prj_1' }),
    { name: anyText, createdAt: anyInstant },
    { archivedAt: anyInstant },
  ),
  write: (table, project) =>
    new DynamoProjectStore(table).save({
      project,
      customer: aCustomer({ id: project.customerId }),
      audit: anAuditEntry(),
    }),
  read: (table, { id }) => new DynamoProjectStore(table).find(id),
  sk: 'PROJECT',
  required: { id: '', customerId: null, timeZone: 60, createdAt: 'yesterday' },
  optional: { archivedAt: true },
});

const someSwitches: Switches = { version: 1, switches: [aSwitch()] };

describeRows<Switches>({
  name: 'the switches',
  example: someSwitches,
  any: fc.record({
    version: anyCount,
    switches: fc.array(
      anyLike(
        aSwitch(),
        { enabled: fc.boolean(), changedAt: anyInstant, changedBy: anyText },
        { method: fc.constantFrom('card' as const, 'mobile_money' as const) },
      ),
    ),
  }),
  write: (table, switches) => new DynamoSwitchStore(table).save(switches, anAuditEntry()),
  read: (table) => new DynamoSwitchStore(table).load(),
  sk: 'SWITCHES',
  required: { version: -1, switches: [{ ...aSwitch(), enabled: 'no' }] },
});

const issued: Invoice = {
  id: 'inv_1',
  period: { customerId: 'cus_1', month: '2026-03', currency: 'EUR' },
  status: 'issued',
  content: anInvoice(),
  createdAt: '2026-03-01T09:30:00.000Z',
  requestId: 'request-1',
};

describeRows<Invoice>({
  name: 'an invoice',
  example: issued,
  any: anyLike(
    issued,
    {
      content: fc
        .tuple(anyText, anyInstant)
        .map(([number, issuedAt]) => anInvoice({ number, issuedAt })),
      createdAt: anyInstant,
      requestId: anyText,
    },
    { customerId: anyText },
  ),
  write: (table, invoice) =>
    new DynamoInvoiceStore(table).issue(invoice, { name: 'FA-2026', last: 0 }),
  read: (table, { id }) => new DynamoInvoiceStore(table).find(id),
  sk: 'INVOICE',
  required: {
    id: '',
    status: 'lost',
    content: { ...anInvoice(), currency: 'eur' },
    createdAt: '2026-03-01',
    requestId: 7,
  },
  optional: { customerId: '', paymentId: '', period: { customerId: 'cus_1', month: '2026-03' } },
});

const unused = { allowed: true, level: 'ok', percent: 0 } as const;

const known: KnownStanding = {
  customerId: 'cus_1',
  timeZone: 'Africa/Abidjan',
  month: '2026-11',
  meters: { traffic: unused, storage: unused },
  readAt: '2026-11-21T10:00:00.000Z',
  projectsDigest: 'digest',
};

describeRows<KnownStanding>({
  name: 'a customer’s standing',
  example: known,
  any: anyLike(known, { projectsDigest: anyText, readAt: anyInstant }, {}),
  write: (table, standing) => new DynamoStandingStore(table).write(standing, []),
  read: (table, { customerId }) => new DynamoStandingStore(table).findOfCustomer(customerId),
  sk: '',
  required: {
    customerId: '',
    timeZone: null,
    month: '2026-11-21',
    meters: { traffic: { ...unused, allowed: 'yes' }, storage: unused },
    readAt: 'now',
    projectsDigest: '',
  },
});

type Position = { position: { since: string; page?: string } };

describeRows<Position>({
  name: 'a reading position',
  example: { position: { since: '2026-11-21T10:00:00.000Z' } },
  any: fc.record({ position: fc.record({ since: anyInstant, page: anyText }) }),
  write: (table, { position }) => new DynamoReadingPositions(table).save('stripe', position),
  read: async (table) => {
    const position = await new DynamoReadingPositions(table).load('stripe');
    return position && { position };
  },
  sk: '',
  required: { position: { since: 'yesterday' } },
});
