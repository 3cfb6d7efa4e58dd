import type { Json } from '../../../local/cloud/assembly/json.ts';
import { compilePolicy, decide } from '../../../local/cloud/gateway/policy.ts';

const table = 'arn:aws:dynamodb:eu-west-3:000000000000:table/main';
const role = 'arn:aws:iam::000000000000:role/settle';

const allow = (Action: Json, Resource: Json, Condition: Json = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});

const allows = (
  statements: Json[],
  action: string,
  { resource = table, context = {}, onResource = [] as Json[] } = {},
) =>
  'allowed' in
  decide({ action, resource, context }, role, {
    identity: compilePolicy({ Statement: statements }),
    resource: compilePolicy({ Statement: onResource }),
  });

const keys = (...values: string[]) => ({ context: { 'dynamodb:LeadingKeys': values } });

const onKeys = (...patterns: string[]) =>
  allow('dynamodb:GetItem', table, {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns },
  });

describe('Rights', () => {
  test('nothing is allowed without a statement', () => {
    expect(allows([], 'dynamodb:GetItem')).toBe(false);
    expect(allows([allow('dynamodb:GetItem', table)], 'dynamodb:PutItem')).toBe(false);
    expect(allows([allow('dynamodb:GetItem', `${table}2`)], 'dynamodb:GetItem')).toBe(false);
  });

  test('actions are compared case-insensitively, and wildcards match any text', () => {
    expect(allows([allow('DynamoDB:get*', '*')], 'dynamodb:GetItem')).toBe(true);
    expect(allows([allow('dynamodb:GetItem', `${table.slice(0, -1)}?`)], 'dynamodb:GetItem')).toBe(
      true,
    );
    const objects = [allow('s3:GetObject', 'arn:aws:s3:::docs/invoices/*')];
    expect(allows(objects, 's3:GetObject', { resource: 'arn:aws:s3:::docs/invoices/a/b' })).toBe(
      true,
    );
    expect(allows(objects, 's3:GetObject', { resource: 'arn:aws:s3:::docs/uploads/a' })).toBe(
      false,
    );
  });

  test('a deny overrides any allow', () => {
    const deny = { Effect: 'Deny', Action: 'dynamodb:*', Resource: table };
    expect(allows([allow('*', '*'), deny], 'dynamodb:GetItem')).toBe(false);
    const onResource = [{ ...deny, Principal: { AWS: '*' } }];
    expect(allows([allow('*', '*')], 'dynamodb:GetItem', { onResource })).toBe(false);
  });

  test('a deny of plain HTTP does not apply to TLS', () => {
    const onResource = [
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'dynamodb:*',
        Resource: table,
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ];
    const context = { 'aws:SecureTransport': ['true'] };
    expect(allows([allow('*', '*')], 'dynamodb:GetItem', { onResource, context })).toBe(true);
  });

  test('a resource’s policy may allow what the role’s does not, to the named principals', () => {
    const to = (principal: Json) => [{ ...allow('sqs:*', '*'), Principal: principal }];
    expect(allows([], 'sqs:SendMessage', { onResource: to({ AWS: role }) })).toBe(true);
    expect(allows([], 'sqs:SendMessage', { onResource: to({ AWS: `${role}2` }) })).toBe(false);
    const service = to({ Service: 'events.amazonaws.com' });
    expect(allows([], 'sqs:SendMessage', { onResource: service })).toBe(false);
  });

  test('all partition keys must be among those granted', () => {
    expect(allows([onKeys('PAYMENT#*')], 'dynamodb:GetItem', keys('PAYMENT#1'))).toBe(true);
    expect(allows([onKeys('PAYMENT#*')], 'dynamodb:GetItem', keys('INVOICE#1'))).toBe(false);
    expect(allows([onKeys('PAYMENT#*')], 'dynamodb:GetItem', keys('PAYMENT#1', 'INVOICE#1'))).toBe(
      false,
    );
    expect(allows([onKeys('APIKEYS')], 'dynamodb:GetItem', keys('APIKEYS2'))).toBe(false);
  });

  test('AWS features that the local cloud does not know are refused, never ignored', () => {
    expect(() => compilePolicy({ Statement: [{ ...onKeys('x'), NotAction: 'a' }] })).toThrow(
      'NotAction',
    );
    const odd = allow('a:b', '*', { DateGreaterThan: { 'aws:CurrentTime': '2026' } });
    expect(() => compilePolicy({ Statement: [odd] })).toThrow('DateGreaterThan');
    expect(() => compilePolicy({ Statement: [allow('a:b', `$\{aws:username}`)] })).toThrow(
      'Policy variables',
    );
  });
});
