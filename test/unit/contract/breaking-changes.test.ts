import { readFileSync } from 'node:fs';
import { breakingChanges, type Description } from '../../../bin/openapi/breaking-changes.ts';
import type { Schema } from '../../../bin/openapi/schema-fit.ts';

const read = (file: string): Description => JSON.parse(readFileSync(file, 'utf8'));

const now = () => read('functions/documentation/get-openapi/openapi.json');

/** A change of the description, made by hand. */
type Change = (of: Description) => void;

const changed = (change: Change): Description => {
  const description = now();
  change(description);
  return description;
};

const fields = (of: Description, name: string): Record<string, Schema> =>
  of.components.schemas[name]!.properties!;

const operation = (of: Description, path: string, method = 'post') => of.paths[path]![method]!;

const cancel = '/v1/payments/{id}/cancel';

test('the API breaks no client of the last release [see CONTRIBUTING, Release]', () => {
  expect(breakingChanges(read('docs/openapi/released.json'), now())).toEqual([]);
});

test.each<[string, Change, string | RegExp]>([
  ['an operation that is gone', (of) => delete of.paths[cancel], `POST ${cancel} is gone`],
  [
    'an operation by another name',
    (of) => {
      operation(of, cancel).operationId = 'stopPayment';
    },
    'is now named stopPayment',
  ],
  [
    'a schema whose name is gone',
    (of) => {
      of.components.schemas.Spot = of.components.schemas.Address!;
      delete of.components.schemas.Address;
      const ofBilling = ['ChangeBillingDetailsRequest', 'BillingDetails'];
      const ofCustomers = ['CreateCustomerRequest', 'ChangeCustomerRequest', 'Customer'];
      for (const name of ['Buyer', 'WebhookBuyer', 'InvoicedParty', ...ofCustomers, ...ofBilling])
        fields(of, name).address = { $ref: '#/components/schemas/Spot' };
      for (const name of ['Buyer', 'CompleteBuyerRequest', 'CorrectedCustomer'])
        fields(of, name).deliveryAddress = { $ref: '#/components/schemas/Spot' };
      for (const name of ['CompleteBuyerRequest', 'CorrectedCustomer'])
        fields(of, name).address = { $ref: '#/components/schemas/Spot' };
    },
    'The schema Address is gone',
  ],
  [
    'a caller who is not accepted any more',
    (of) => operation(of, cancel).security.pop(),
    'does not accept clientToken any more',
  ],
  [
    'another scope that a key needs',
    (of) => operation(of, cancel).security[0]!.apiKey!.push('refunds:write'),
    'requires a key with refunds:write',
  ],
  [
    'an open operation that is closed',
    (of) => operation(of, '/v1/plans', 'get').security.push({ bearer: [] }),
    'is not open any more',
  ],
  [
    'a parameter that is gone',
    (of) => operation(of, '/v1/payments', 'get').parameters.shift(),
    'does not accept limit any more',
  ],
  [
    'a parameter that must be there',
    (of) => {
      of.components.parameters.IdempotencyKey!.required = true;
    },
    'requires Idempotency-Key',
  ],
  [
    'a parameter that takes less',
    (of) => {
      const [limit] = operation(of, '/v1/payments', 'get').parameters;
      (limit as { schema: Schema }).schema.maximum = 50;
    },
    'limit has a stricter maximum: 50',
  ],
  [
    'a field that requests must have',
    (of) => of.components.schemas.InitiatePaymentRequest!.required!.push('orderId'),
    'request.orderId is required on one side only',
  ],
  [
    'a field that requests may not have any more',
    (of) => delete fields(of, 'InitiatePaymentRequest').metadata,
    'request.metadata is gone',
  ],
  [
    'a value that requests may not have any more',
    (of) => of.components.schemas.PaymentMethod!.enum!.pop(),
    'request.method is mobile_money on one side only',
  ],
  [
    'a text of requests that must be shorter',
    (of) => {
      fields(of, 'Buyer').name!.maxLength = 100;
    },
    'request.customer.name has a stricter maxLength: 100',
  ],
  [
    'a text of requests that must have another form',
    (of) => {
      fields(of, 'Buyer').phone!.pattern = '^\\d+$';
    },
    'request.customer.phone has a stricter pattern',
  ],
  [
    'null that requests may not have any more',
    (of) => {
      fields(of, 'ChangeCustomerRequest').phone = fields(of, 'CreateCustomerRequest').phone!;
    },
    'request.phone is null on one side',
  ],
  [
    'one of several forms that a request may not have any more',
    (of) => of.components.schemas.IngestUsageRequest!.anyOf!.pop(),
    /POST \/v1\/usage\/events request/,
  ],
  [
    'a body that requests must have',
    (of) => {
      operation(of, cancel).requestBody = operation(of, '/v1/payments').requestBody!;
    },
    'requires a body',
  ],
  [
    'a success with another status',
    (of) => {
      const { responses } = operation(of, '/v1/payments');
      responses[200] = responses[201]!;
      delete responses[201];
    },
    'does not answer 201 any more',
  ],
  [
    'a field that is gone from an answer',
    (of) => delete fields(of, 'Payment').dispute,
    '200.dispute is gone',
  ],
  [
    'a field that an answer need not have any more',
    (of) => of.components.schemas.Payment!.required!.shift(),
    '200.id is required on one side only',
  ],
  [
    'another type in an answer',
    (of) => {
      fields(of, 'Invoice').amount = { type: 'string' };
    },
    '200.amount is string on one side, integer on the other',
  ],
  [
    'null in an answer that had none',
    (of) => {
      fields(of, 'Refund').reason = { type: ['string', 'null'] };
    },
    '201.reason is null on one side, string on the other',
  ],
  [
    'a value in an answer that clients do not know',
    (of) => of.components.schemas.PaymentStatus!.enum!.push('frozen'),
    '200.status is frozen on one side only',
  ],
  [
    'a field that is gone from every problem',
    (of) => delete fields(of, 'Problem').code,
    'Problem.code is gone',
  ],
])('%s breaks clients, and is named', (_, change, reason) => {
  const found = breakingChanges(now(), changed(change)).join('\n');
  if (typeof reason === 'string') expect(found).toContain(reason);
  else expect(found).toMatch(reason);
});

test.each<[string, Change]>([
  ['an operation', (of) => Object.assign(of.paths, { '/v1/more': of.paths[cancel] })],
  [
    'a field of a request that may be left out',
    (of) => Object.assign(fields(of, 'InitiatePaymentRequest'), { tip: { type: 'integer' } }),
  ],
  [
    'a field of an answer',
    (of) => Object.assign(fields(of, 'Payment'), { tip: { type: 'integer' } }),
  ],
  ['a code of problems', (of) => fields(of, 'Problem').code!.enum!.push('tip_too_large')],
  [
    'room in a request',
    (of) => {
      fields(of, 'Buyer').name!.maxLength = 1_000;
    },
  ],
  [
    'words',
    (of) => Object.assign(of.components.schemas.Payment!, { description: 'What is paid.' }),
  ],
  [
    'a name for a schema',
    (of) => Object.assign(of.components.schemas, { Tip: { type: 'integer' } }),
  ],
])('%s may be added', (_, change) => {
  const after = changed(change);
  expect(after).not.toEqual(now());
  expect(breakingChanges(now(), after)).toEqual([]);
});
