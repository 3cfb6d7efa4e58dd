import type { FunctionNeeds } from './function-needs.ts';

const pages = [
  'WEB_URL',
  'TOKEN_AUDIENCE',
  'STAFF_TOKEN_AUDIENCE',
  'SIGN_IN_URL',
  'STAFF_SIGN_IN_URL',
] as const;

const issuers = ['TOKEN_ISSUER', 'STAFF_TOKEN_ISSUER'] as const;

/** Functions that only ask the pages where people sign in, and the key that signs cookies. */
const atThePages = { timeoutSeconds: 10, memoryMb: 512 } as const;

/** Functions that look up a person themselves, as the authorizer does. */
const ofAPerson = {
  timeoutSeconds: 10,
  memoryMb: 512,
  table: {
    GetItem: ['CUSTOMER#*'],
    BatchGetItem: ['PERSON#*', 'MAILBOX#*'],
    UpdateItem: ['CUSTOMER#*', 'PERSON#*', 'MAILBOX#*'],
    PutItem: ['PERSON#*'],
  },
  indexes: { collection: ['PERSON#*'], owner: ['MAILBOX#*'] },
  settings: ['STAGE', 'TOKEN_AUDIENCE', 'STAFF_TOKEN_AUDIENCE', ...issuers],
} as const satisfies FunctionNeeds;

/** Functions that sign people in and out. */
export const authFunctions = {
  'auth/start-sign-in': {
    ...atThePages,
    secrets: ['client-token-key'],
    settings: [...pages, 'SIGN_IN_LOCALE'],
  },
  'auth/finish-sign-in': {
    ...atThePages,
    secrets: ['client-token-key'],
    settings: [...pages, ...issuers],
  },
  'auth/refresh-session': { ...atThePages, settings: pages },
  'auth/sign-out': { ...atThePages, settings: pages },
  'auth/get-session': ofAPerson,
  'auth/choose-customer': ofAPerson,
} as const satisfies Record<string, FunctionNeeds>;
