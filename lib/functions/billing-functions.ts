import { apiSecrets } from '#vocabulary/secrets';
import type { FunctionNeeds } from './function-needs.ts';

/** The customer's own cards, where the shop takes cards; without Stripe nobody has any. */
const savedCards = {
  timeoutSeconds: 20,
  memoryMb: 512,
  secrets: apiSecrets.stripe,
  settings: ['PROVIDERS'],
} as const;

const changeOfCards = {
  ...savedCards,
  table: { GetItem: ['CUSTOMER#*'], PutItem: ['AUDIT#*'] },
} as const;

/** Functions by which customers' own people keep what their bills need. */
export const billingFunctions = {
  'billing/get-details': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'] },
  },
  'billing/change-details': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'], PutItem: ['CUSTOMER#*', 'AUDIT#*'] },
  },
  'billing/list-payment-methods': { ...savedCards, table: { GetItem: ['CUSTOMER#*'] } },
  'billing/remove-payment-method': changeOfCards,
  'billing/prefer-payment-method': changeOfCards,
  'subscriptions/cancel-subscription': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'], PutItem: ['CUSTOMER#*', 'AUDIT#*', 'OUTBOX#*'] },
    settings: ['PLANS'],
  },
  'subscriptions/resume-subscription': {
    timeoutSeconds: 10,
    memoryMb: 512,
    table: { GetItem: ['CUSTOMER#*'], PutItem: ['CUSTOMER#*', 'AUDIT#*'] },
    settings: ['PLANS'],
  },
} as const satisfies Record<string, FunctionNeeds>;
