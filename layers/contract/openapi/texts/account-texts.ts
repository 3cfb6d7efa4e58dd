import type { Texts } from './texts.ts';

export const accountTexts: Texts = {
  CreateCustomerRequest: {
    self: 'A billing account for a person or a company.',
    plan: 'The id of its plan; the free one when left out.',
    timeZone: 'IANA, like Europe/Paris. It stays: days of usage are counted by it.',
  },
  ChangeCustomerRequest: {
    self: 'What is left out stays; null removes.',
    archived: 'An archived customer reads, and writes nothing. False restores it.',
  },
  Customer: {
    self: 'A billing account.',
    plan: 'The id of its plan.',
    currentPeriodEnd: 'Until when the plan is paid; null for a plan without an end.',
    places: 'How many projects and members it has.',
    timeZone: 'IANA. Days of usage are counted by it.',
  },
  Member: { self: 'A person who may act for a customer.' },
  Project: {
    self: 'What usage is counted for.',
    timeZone: 'IANA, the customer’s.',
  },
  CreateProjectRequest: { customerId: 'For which customer; administrators alone name it.' },
  AddMemberRequest: { customerId: 'For which customer; administrators alone name it.' },
  Plan: {
    self: 'What a month costs and allows.',
    pricePerMonth: 'Minor units by currency.',
    overagePerGb: 'For each GB that is begun above the limit, in minor units by currency.',
    limits: 'Null: no limit. A GB is 10^9 bytes, a MB 10^6.',
  },
  Subscription: {
    self: 'The plan of a customer, with what is used of it.',
    status: '`given`: by an administrator, without an end. `grace`: over, and kept for three days.',
    places: 'How many projects and members there are, and may be.',
  },
  Scope: { self: 'What an API key may do.' },
  CreateApiKeyRequest: {
    self: 'A key for a server, with what it may do.',
    customerId: 'The only customer that it acts for; the shop itself when left out.',
    expiresAt: 'When it stops working; never, until it is revoked, when left out.',
  },
  ApiKey: {
    self: 'An API key, without the key itself.',
    lastUsedAt: 'To the hour.',
  },
  CreatedApiKey: {
    self: 'The only answer that has the key itself.',
    key: 'Null where the request is repeated under its Idempotency-Key: revoke the key, and make another when the first answer was lost.',
    lastUsedAt: 'To the hour.',
  },
};
