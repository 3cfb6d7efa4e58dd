import { resolve, type Scope } from '../../../local/cloud/assembly/intrinsics.ts';
import type { Json } from '../../../local/cloud/assembly/json.ts';

const scope: Scope = {
  ref: (name) => ({ 'AWS::Region': 'eu-west-3', Queue: 'http://queue' })[name],
  attribute: (logicalId, name) => `${logicalId}-${name}`,
  exported: (name) => `exported ${name}`,
  output: (stack, name) => `${stack} ${name}`,
  condition: (name) => name === 'IsProd',
  mapped: (map, first, second) => `${map}.${first}.${second}`,
};

const resolved = (value: Json) => resolve(value, scope, 'Stack/Resource');

/** How `Fn::Sub` writes a variable. */
const variable = (name: string) => `$\{${name}}`;

describe('Intrinsic functions', () => {
  const examples: [string, Json, Json][] = [
    ['Ref', { Ref: 'Queue' }, 'http://queue'],
    ['GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table-Arn'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Table.Arn' }, 'Table-Arn'],
    ['Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Region' }]] }, 'arn:eu-west-3'],
    [
      'Sub of one text',
      { 'Fn::Sub': `a-${variable('AWS::Region')}-${variable('T.Arn')}-${variable('!b')}` },
      `a-eu-west-3-T-Arn-${variable('b')}`,
    ],
    [
      'Sub with variables',
      { 'Fn::Sub': [`${variable('x')}/${variable('AWS::Region')}`, { x: 'v' }] },
      'v/eu-west-3',
    ],
    ['Select of Split', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b'] }] }, 'b'],
    ['ImportValue', { 'Fn::ImportValue': 'data:Table' }, 'exported data:Table'],
    ['If', { 'Fn::If': ['IsProd', 'yes', 'no'] }, 'yes'],
    ['FindInMap', { 'Fn::FindInMap': ['M', 'a', 'b'] }, 'M.a.b'],
    ['Or of Equals', { 'Fn::Or': [{ 'Fn::Equals': ['a', 'b'] }, { Condition: 'IsProd' }] }, true],
  ];

  test.each(examples)('%s', (_name, value, expected) => {
    expect(resolved(value)).toEqual(expected);
  });

  test('a property without a value is left out', () => {
    expect(resolved({ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] })).toEqual({
      b: [1],
    });
  });

  test('the condition of a policy statement is not an intrinsic function', () => {
    const statement = { Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(resolved(statement)).toEqual(statement);
  });

  test('an unknown function is refused with its location and name', () => {
    expect(() => resolved({ a: { 'Fn::Cidr': [] } })).toThrow(
      'Stack/Resource/a/Fn::Cidr: the intrinsic function Fn::Cidr is not known',
    );
  });

  test('an unknown name is refused', () => {
    expect(() => resolved({ Ref: 'Nobody' })).toThrow('nothing is called Nobody');
  });
});
