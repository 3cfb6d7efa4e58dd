import type { FunctionNeeds } from './function-needs.ts';

/** Functions for customers, their projects and members, and the plan that sets their limits. */
export const customerFunctions = {
  'customers/create-customer': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'MAILBOX#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    settings: ['PLANS', 'SELLER'],
  },
  'customers/list-customers': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['CUSTOMER#*'] },
    indexes: { collection: ['CUSTOMERS'] },
  },
  'customers/get-customer': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'] },
  },
  'customers/change-customer': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'MAILBOX#*'],
      Query: ['CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'AUDIT#*', 'OUTBOX#*', 'MAILBOX#*', 'ACTIVATION#*'],
      UpdateItem: ['PERSON#*', 'MAILBOX#*'],
      DeleteItem: ['MAILBOX#*'],
    },
    secrets: ['client-token-key'],
    settings: ['PLANS'],
  },
  'projects/create-project': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'PROJECT#*'],
      PutItem: ['CUSTOMER#*', 'PROJECT#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['IDEMPOTENCY#*'],
    },
    settings: ['PLANS'],
  },
  'projects/list-projects': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { BatchGetItem: ['PROJECT#*'] },
    indexes: { owner: ['PROJECTS#*'] },
  },
  'projects/rename-project': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'PROJECT#*'],
      PutItem: ['CUSTOMER#*', 'PROJECT#*', 'AUDIT#*'],
    },
  },
  'projects/archive-project': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*', 'PROJECT#*'],
      PutItem: ['CUSTOMER#*', 'PROJECT#*', 'AUDIT#*'],
    },
  },
  'members/add-member': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'ACTIVATION#*', 'AUDIT#*', 'IDEMPOTENCY#*'],
      UpdateItem: ['MAILBOX#*', 'IDEMPOTENCY#*'],
    },
    secrets: ['client-token-key'],
    settings: ['PLANS'],
  },
  'members/list-members': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { Query: ['CUSTOMER#*'] },
  },
  'members/change-member': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*'],
      Query: ['CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'AUDIT#*'],
      UpdateItem: ['PERSON#*', 'MAILBOX#*'],
    },
    indexes: { collection: ['PERSON#*'] },
    people: ['AdminUserGlobalSignOut'],
  },
  'members/remove-member': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['CUSTOMER#*'],
      Query: ['CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'AUDIT#*'],
      UpdateItem: ['PERSON#*', 'MAILBOX#*'],
    },
    indexes: { collection: ['PERSON#*'] },
    people: ['AdminUserGlobalSignOut'],
  },
  'plans/list-plans': { timeoutSeconds: 5, memoryMb: 256, settings: ['PLANS'] },
  'subscriptions/get-subscription': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'] },
    settings: ['PLANS'],
  },
  'subscriptions/activate-plan': {
    timeoutSeconds: 20,
    memoryMb: 512,
    table: {
      GetItem: ['PAYMENT#*', 'CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'OUTBOX#*'],
    },
    settings: ['PLANS'],
  },
  'subscriptions/renew-subscriptions': {
    timeoutSeconds: 240,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'], PutItem: ['CUSTOMER#*', 'OUTBOX#*'] },
    indexes: { due: ['DUE#SUBSCRIPTIONS'] },
    settings: ['PLANS'],
  },
} as const satisfies Record<string, FunctionNeeds>;
