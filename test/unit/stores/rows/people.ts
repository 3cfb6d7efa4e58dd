import fc from 'fast-check';
import type { Customer } from '#domain/customers/customer';
import type { Member } from '#domain/members/member';
import type { Project } from '#domain/projects/project';
import type { PlanPayment } from '#domain/subscriptions/subscription-store';
import { DynamoCustomerStore } from '#stores/customer-store';
import { DynamoMemberStore } from '#stores/member-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoSubscriptionStore } from '#stores/subscription-store';
import type { Table } from '#stores/table';
import { anyCount, anyCurrency, anyInstant, anyLike, anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { aCustomer, aProject, aSubscription } from '#test/customers';
import { nextOf } from '../../../contracts/customer-store.ts';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';

const subscription = aSubscription({ remindedOf: '2026-12-21T10:00:00.000Z' });

const customer = rowsOf<Customer>({
  name: 'a customer',
  reader: 'customer-store.ts customerFrom',
  keys: ['customer'],
  example: aCustomer({ subscription, added: { day: '2026-11-21', members: 1, projects: 2 } }),
  any: anyLike(
    aCustomer(),
    {
      name: anyText,
      kind: fc.constantFrom('person', 'company'),
      locale: fc.constantFrom('fr', 'en'),
      places: fc.record({ projects: anyCount, members: anyCount }),
      updatedAt: anyInstant,
      version: anyCount,
    },
    {
      subscription: anyLike(subscription, { months: anyCount, currency: anyCurrency }),
      phone: anyText,
      archivedAt: anyInstant,
    },
  ),
  write: (table, one) => new DynamoCustomerStore(table).createOrGet(one, anAuditEntry()),
  read: (table, { id }) => new DynamoCustomerStore(table).find(id),
  sk: 'CUSTOMER',
  required: {
    id: 7,
    email: '',
    kind: 'robot',
    locale: 'de',
    timeZone: '',
    planId: '',
    'subscription.planId': '',
    'subscription.startedAt': '2026-11-21',
    'subscription.months': '1',
    'subscription.currentPeriodEnd': null,
    'subscription.currency': 'xof',
    'subscription.payments': 'pay_1',
    'places.projects': -1,
    'places.members': '0',
    'added.day': 'today',
    createdAt: '21/11/2026',
    updatedAt: '2026-13-21T10:00:00.000Z',
    version: 1.5,
  },
  optional: {
    subscription: 'pay_as_you_go',
    'subscription.payments.0': 7,
    'subscription.remindedOf': 'December',
    added: '2026-11-21',
    'added.projects': -1,
    'added.members': 0.5,
    archivedAt: '',
  },
});

const owner = aCustomer();

const withOwner = async (table: Table) => {
  await new DynamoCustomerStore(table).createOrGet(owner, anAuditEntry());
  return { customer: nextOf(owner), audit: anAuditEntry() };
};

const aMember: Member = {
  id: 'mem_1',
  customerId: owner.id,
  email: 'koffi@example.com',
  role: 'member',
  addedAt: '2026-11-21T10:00:00.000Z',
};

const member = rowsOf<Member>({
  name: 'a member',
  reader: 'member-store.ts memberFrom',
  keys: ['member'],
  example: aMember,
  any: anyLike(
    aMember,
    { role: fc.constantFrom('owner', 'member'), addedAt: anyInstant },
    { name: anyText, subject: anyText, revokedAt: anyInstant },
  ),
  write: async (table, one) => new DynamoMemberStore(table).add(one, await withOwner(table)),
  read: (table, { customerId, id }) => new DynamoMemberStore(table).find(customerId, id),
  sk: 'MEMBER#',
  required: {
    id: null,
    customerId: '',
    email: 7,
    role: 'admin',
    addedAt: '2026-11-21T10:00:00+01:00',
  },
  optional: { subject: '', revokedAt: 'never' },
});

const aSite = aProject({ id: 'prj_1', customerId: owner.id });

const project = rowsOf<Project>({
  name: 'a project',
  reader: 'project-store.ts projectFrom',
  keys: ['project'],
  example: aSite,
  any: anyLike(aSite, { name: anyText, createdAt: anyInstant }, { archivedAt: anyInstant }),
  write: async (table, one) =>
    new DynamoProjectStore(table).save({ project: one, ...(await withOwner(table)) }),
  read: (table, { id }) => new DynamoProjectStore(table).find(id),
  sk: 'PROJECT',
  required: { id: '', customerId: null, timeZone: 60, createdAt: 'yesterday' },
  optional: { archivedAt: true },
});

const aPlanPayment: PlanPayment = {
  paymentId: 'pay_1',
  customerId: 'cus_1',
  planId: 'pay_as_you_go',
  state: 'counted',
  notedAt: '2026-11-21T10:00:00.000Z',
};

const planPayment = rowsOf<PlanPayment>({
  name: 'a payment for a plan',
  reader: 'subscription-store.ts planPaymentFrom',
  keys: ['planPayment'],
  example: aPlanPayment,
  any: anyLike(aPlanPayment, {
    planId: anyText,
    state: fc.constantFrom('counted', 'refunded'),
    notedAt: anyInstant,
  }),
  write: (table, one) =>
    new DynamoSubscriptionStore(table).save({ planPayment: { before: undefined, now: one } }),
  read: (table, { customerId, paymentId }) =>
    new DynamoSubscriptionStore(table).findPlanPayment(customerId, paymentId),
  sk: 'PLAN_PAYMENT#',
  required: { paymentId: '', customerId: null, planId: 7, state: 'paid', notedAt: 'today' },
});

export const rowsOfPeople: Rows[] = [customer, member, project, planPayment];
