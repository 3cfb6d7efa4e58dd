import type { FunctionNeeds } from './function-needs.ts';

/** Functions by which guests and invited people become members, and members change their address. */
export const peopleFunctions = {
  'activations/request-activation': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { PutItem: ['MAILBOX#*'] },
  },
  'activations/renew-activation': {
    timeoutSeconds: 30,
    memoryMb: 512,
    table: {
      GetItem: ['MAILBOX#*', 'CUSTOMER#*'],
      BatchGetItem: ['CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'ACTIVATION#*'],
      UpdateItem: ['MAILBOX#*'],
    },
    indexes: { owner: ['MAILBOX#*'] },
    secrets: ['client-token-key'],
  },
  'activations/get-activation': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['ACTIVATION#*', 'CUSTOMER#*', 'PROOFS#*'],
      BatchGetItem: ['CUSTOMER#*'],
      UpdateItem: ['PROOFS#*', 'TROUBLES#*'],
    },
    indexes: { owner: ['MAILBOX#*'] },
    secrets: ['client-token-key'],
  },
  'activations/activate-account': {
    timeoutSeconds: 20,
    memoryMb: 512,
    table: {
      GetItem: ['ACTIVATION#*', 'CUSTOMER#*', 'PERSON#*', 'PROOFS#*'],
      PutItem: ['CUSTOMER#*', 'AUDIT#*', 'OUTBOX#*'],
      UpdateItem: ['ACTIVATION#*', 'PERSON#*', 'MAILBOX#*', 'PROOFS#*', 'TROUBLES#*'],
    },
    indexes: { collection: ['PERSON#*'] },
    secrets: ['client-token-key'],
    people: [
      'AdminCreateUser',
      'AdminGetUser',
      'AdminSetUserPassword',
      'AdminUpdateUserAttributes',
      'AdminUserGlobalSignOut',
    ],
  },
  'members/request-email-change': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: {
      GetItem: ['PERSON#*', 'CUSTOMER#*'],
      PutItem: ['CUSTOMER#*', 'ACTIVATION#*', 'AUDIT#*'],
      UpdateItem: ['PERSON#*'],
    },
    secrets: ['client-token-key'],
  },
  'pages/show-activation': { timeoutSeconds: 5, memoryMb: 256, settings: ['BRAND'] },
  'pages/show-home': { timeoutSeconds: 5, memoryMb: 256, settings: ['BRAND'] },
} as const satisfies Record<string, FunctionNeeds>;
