import type { Texts } from './texts.ts';

export const accountTexts: Texts = {
  CreateCustomerRequest: {
    self: 'A billing account for a person or a company.',
    plan: 'The id of its plan; the free plan when left out.',
    timeZone:
      'IANA name, like Europe/Paris. It cannot be changed: days of usage are counted in it.',
  },
  ChangeCustomerRequest: {
    self: 'Fields that are left out stay as they are; null removes a value.',
    archived: 'An archived customer can read but not write. False restores it.',
  },
  Customer: {
    self: 'A billing account.',
    plan: 'The id of its plan.',
    currentPeriodEnd: 'When the paid period ends; null for a plan without an end.',
    places: 'How many projects and members it has.',
    timeZone: 'IANA name. Days of usage are counted in it.',
  },
  Member: { self: 'A person who may act for a customer.' },
  Project: {
    self: 'What usage is counted for.',
    timeZone: 'IANA name: that of the customer.',
  },
  CreateProjectRequest: {
    customerId: 'The customer to create it for; only administrators may send it.',
  },
  AddMemberRequest: {
    customerId: 'The customer to add the member to; only administrators may send it.',
  },
  Plan: {
    self: 'What a month costs and allows.',
    pricePerMonth: 'In minor units, by currency.',
    overagePerGb: 'For each GB started above the limit, in minor units, by currency.',
    limits: 'Null: no limit. A GB is 10^9 bytes, a MB 10^6.',
  },
  Subscription: {
    self: 'The plan of a customer, and how much of it is used.',
    status:
      '`given`: set by an administrator, without an end. `grace`: expired, and kept for three days.',
    places: 'How many projects and members there are, and how many the plan allows.',
  },
  Scope: { self: 'What an API key may do.' },
  CreateApiKeyRequest: {
    self: 'A key for a server, and what the key may do.',
    customerId: 'The only customer it acts for; the shop itself when left out.',
    expiresAt: 'When it stops working; when left out, it works until it is revoked.',
  },
  ApiKey: {
    self: 'An API key, without the key itself.',
    lastUsedAt: 'Rounded to the hour.',
  },
  CreatedApiKey: {
    self: 'The only answer that contains the key itself.',
    key: 'Null when the request is repeated with the same Idempotency-Key. If the first answer was lost, revoke the key and create another.',
    lastUsedAt: 'Rounded to the hour.',
  },
};
