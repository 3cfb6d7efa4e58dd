import type { Texts } from './texts.ts';

export const accountTexts: Texts = {
  Session: {
    self: 'Who is signed in, and for which customers they may act.',
    email: 'Null while the address is not verified.',
    roles: 'In the shop, and for the customer they act for.',
    customers: 'Every customer they belong to, by name.',
    customerId: 'The customer they act for; null until they chose one of several.',
    locale: 'The language of that customer.',
    stage: 'Which deployment this is.',
    expiresAt: 'When the token ends. A browser renews it with POST /auth/refresh.',
  },
  RequestEmailChangeRequest: { self: 'The address to sign in with.' },
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
    state:
      '`inactive`: made by a guest’s order, and nobody has set a password yet. `erased`: only its id and what the law demands remain.',
  },
  EraseCustomerRequest: {
    self: 'Whether to erase the person, or only to say what would happen.',
    dryRun: 'True changes nothing.',
  },
  Erasure: {
    self: 'What an erasure would do, or has done.',
    state: '`planned`: a dry run; `running`: a job is at work; `done`: the person is erased.',
    obstacles: 'Why it would be refused now.',
    records: 'Of a dry run: each kind of record, and what becomes of it.',
    steps: 'What the job has done, and how many things it changed.',
    kept: 'What the law keeps, with one SHA-256 over all of it.',
    reviewAt: 'When what was kept has to be looked at again.',
  },
  CustomerExport: {
    self: 'A copy of everything that is stored of a customer.',
    expiresAt: 'Until then it can be downloaded; asked for later, another one is written.',
    url: 'Null until it is written; valid for minutes.',
  },
  Member: { self: 'A person who may act for a customer.' },
  ActivateRequest: {
    self: 'The password of a new account.',
    password: '12 characters, with upper case, lower case, a digit and a symbol.',
  },
  Activation: {
    self: 'For whom a mailed link is.',
    email: 'Masked: `a…@e….com`.',
    purpose:
      '`customer`: a guest who has bought; `member`: somebody whom a customer invited; `email`: a member who asked for this address.',
    hasPassword: 'Somebody with this address signs in already: no password is asked for.',
    rules: 'How long a password is.',
  },
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
      '`given`: set by an administrator, without an end. `grace`: expired, and kept for up to three days.',
    endsAtPeriodEnd: 'It was cancelled: nobody is reminded, and it ends with the paid period.',
    places: 'How many projects and members there are, and how many the plan allows.',
  },
  ChangeBillingDetailsRequest: {
    self: 'Fields that are left out stay as they are; null removes a value.',
  },
  BillingDetails: {
    self: 'What the next invoices of a customer say of it.',
    email: 'Where invoices are sent. It is not changed here.',
  },
  SavedPaymentMethod: {
    self: 'A saved card, as far as its owner recognises it.',
    brand: 'As the provider names it: visa, mastercard, amex.',
    last4: 'The last digits of its number.',
    expiryMonth: 'From 1 to 12; the card is valid until this month ends.',
    isDefault: 'The chosen card; the newest one while none was chosen.',
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
