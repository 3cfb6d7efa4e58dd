import type { Switch } from '#domain/switches/switches';

/** Stripe is switched off, all of it. */
export const aSwitch = (changes: Partial<Switch> = {}): Switch => ({
  provider: 'stripe',
  enabled: false,
  reason: 'Incident chez Stripe',
  changedBy: 'person:user-admin',
  changedAt: '2026-11-21T10:10:00.000Z',
  ...changes,
});
