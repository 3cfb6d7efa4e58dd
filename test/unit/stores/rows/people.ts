import fc from 'fast-check';
import type { Activation } from '#domain/activations/activation';
import type { Customer } from '#domain/customers/customer';
import type { Member } from '#domain/members/member';
import type { Project } from '#domain/projects/project';
import type { PlanPayment } from '#domain/subscriptions/subscription-store';
import { activationWrite, readActivation } from '#stores/activation-rows';
import { DynamoCustomerStore } from '#stores/customer-store';
import { claimWrite, type MailboxClaim, readClaim } from '#stores/mailbox-claims';
import { DynamoMemberStore } from '#stores/member-store';
import { DynamoProjectStore } from '#stores/project-store';
import { DynamoSubscriptionStore } from '#stores/subscription-store';
import type { Table } from '#stores/table';
import { anActivation } from '#test/activations';
import { anyCount, anyCurrency, anyInstant, anyLike, anyText } from '#test/any-values';
import { anAuditEntry } from '#test/audits';
import { aCustomer, aProject, aSubscription } from '#test/customers';
import { anEvent } from '#test/payments';
import { nextOf } from '../../../contracts/customer-store.ts';
import { type Rows, rowsOf } from '../../../contracts/rows.ts';
import { membership } from './memberships.ts';

const subscription = aSubscription({
  remindedOf: '2026-12-21T10:00:00.000Z',
  endsAtPeriodEnd: true,
});

const customer = rowsOf<Customer>({
  name: 'a customer',
  reader: 'customer-store.ts customerFrom',
  keys: ['customer'],
  example: aCustomer({
    subscription,
    added: { day: '2026-11-21', members: 1, projects: 2 },
    state: 'inactive',
    erasedAt: '2026-11-21T10:00:00.000Z',
    activationVersion: 2,
    activationMails: { lastAt: '2026-11-21T10:00:00.000Z', day: '2026-11-21', count: 1 },
  }),
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
      erasedAt: anyInstant,
      state: fc.constantFrom('inactive', 'erased'),
      activationVersion: anyCount,
    },
  ),
  write: (table, one) => new DynamoCustomerStore(table).createOrGet(one, anAuditEntry()),
  read: (table, { id }) => new DynamoCustomerStore(table).find(id),
  pk: 'CUSTOMER#',
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
    'activationMails.lastAt': 'today',
    'activationMails.day': 21,
    'activationMails.count': -1,
    createdAt: '21/11/2026',
    updatedAt: '2026-13-21T10:00:00.000Z',
    version: 1.5,
  },
  optional: {
    state: 'active',
    activationVersion: '2',
    activationMails: 3,
    subscription: 'pay_as_you_go',
    'subscription.payments.0': 7,
    'subscription.remindedOf': 'December',
    'subscription.endsAtPeriodEnd': 'true',
    added: '2026-11-21',
    'added.projects': -1,
    'added.members': 0.5,
    archivedAt: '',
    erasedAt: 'today',
  },
});

const mailboxClaim = rowsOf<MailboxClaim>({
  name: 'a claim of a mailbox',
  reader: 'mailbox-claims.ts claimFrom',
  keys: ['mailboxClaim'],
  example: { mailbox: 'b4', customerId: 'cus_1' },
  any: anyLike({ mailbox: 'b4', customerId: 'cus_1' }, { customerId: anyText }),
  write: (table, one) => table.write(claimWrite(one)),
  read: (table, { mailbox }) => readClaim(table, mailbox),
  sk: 'CUSTOMER',
  required: { mailbox: 7, customerId: '' },
});

const activation = rowsOf<Activation>({
  name: 'an activation',
  reader: 'activation-rows.ts activationFrom',
  keys: ['activation'],
  example: anActivation({
    memberId: 'mem_1',
    usedAt: '2026-11-21T11:00:00.000Z',
  }),
  any: anyLike(
    anActivation(),
    { purpose: fc.constantFrom('customer', 'member', 'email'), email: anyText, version: anyCount },
    { memberId: anyText, usedAt: anyInstant },
  ),
  write: (table, one) => table.write(activationWrite({ activation: one, event: anEvent() })),
  read: (table, { tokenHash }) => readActivation(table, tokenHash),
  sk: 'ACTIVATION',
  required: {
    tokenHash: 'at_secret',
    purpose: 'reset',
    customerId: '',
    email: '',
    version: '1',
    createdAt: 'today',
    expiresAt: null,
  },
  optional: { memberId: '', usedAt: true },
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
  reader: 'member-rows.ts memberFrom',
  keys: ['member'],
  example: {
    ...aMember,
    formerIds: ['mem_0'],
    activationMails: { lastAt: '2026-11-21T10:00:00.000Z', day: '2026-11-21', count: 1 },
  },
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
    'activationMails.lastAt': 'today',
    'activationMails.day': 21,
    'activationMails.count': '1',
  },
  optional: {
    subject: '',
    formerIds: 'mem_0',
    'formerIds.0': '',
    revokedAt: 'never',
    activationVersion: -1,
    activationMails: 1,
  },
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

export const rowsOfPeople: Rows[] = [
  customer,
  mailboxClaim,
  activation,
  member,
  membership,
  project,
  planPayment,
];
