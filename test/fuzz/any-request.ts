import fc from 'fast-check';
import { anyValue } from './any-value.ts';
import type { Operation, Parameter } from './api-document.ts';
import { anyOddValue, spoilt } from './odd-values.ts';
import type { CredentialsName, Stock } from './stock.ts';

export type FuzzRequest = {
  operation: Operation;
  credentials: CredentialsName;
  /** With its query, as it is sent. */
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
};

type Headers = Record<string, string>;

/** Odd in one of seven. */
const rarely = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>) =>
  fc.oneof({ arbitrary: usual, weight: 6 }, { arbitrary: odd, weight: 1 });

/** Any request to this operation, by anybody. */
export const anyRequest = (operation: Operation, stock: Stock): fc.Arbitrary<FuzzRequest> =>
  fc.record(
    {
      operation: fc.constant(operation),
      credentials: anyCredentials(operation, stock),
      path: anyPath(operation, stock),
      headers: anyHeaders(operation),
      body: anyBody(operation, stock),
    },
    { noNullPrototype: true },
  );

function anyCredentials({ security }: Operation, stock: Stock): fc.Arbitrary<CredentialsName> {
  const all = Object.keys(stock.credentials);
  const fitting = all.filter((name) => security.includes(stock.credentials[name]!.scheme));
  // Half of the operations are for the shop's own people, and the rest let them in too.
  const mighty = fitting.filter((name) => stock.credentials[name]!.mayNotSee.length === 0);
  return fc.constantFrom(...all, ...Array(2).fill(fitting).flat(), ...Array(6).fill(mighty).flat());
}

const oddTexts = anyOddValue.map((value) =>
  typeof value === 'string' ? value : JSON.stringify(value),
);

/** Halves of characters cannot be sent in an address; their replacement is sent. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

function anyPath({ path, parameters }: Operation, stock: Stock): fc.Arbitrary<string> {
  const ofPath = parameters.filter((parameter) => parameter.in === 'path');
  const ids = ofPath.map((parameter) => anyId(path, parameter, stock));
  const query = anyQuery(parameters, stock);
  return fc.tuple(fc.tuple(...ids), query).map(([values, text]) => {
    const filled = ofPath.reduce(
      (at, { name }, index) => at.replace(`{${name}}`, () => values[index]!),
      path,
    );
    return text === '' ? filled : `${filled}?${text}`;
  });
}

/** What stands before a part of a path says what it is an id of. */
function anyId(path: string, { name }: Parameter, stock: Stock): fc.Arbitrary<string> {
  const noun = path.split('/').at(path.split('/').indexOf(`{${name}}`) - 1)!;
  const anyOfAnything = fc.constantFrom(...Object.values(stock.named).flat());
  const odd = fc.oneof(
    oddTexts.map(encoded),
    anyOfAnything.map(encoded),
    fc.constantFrom('%', '%ff', '%2e%2e', '%2F', '%00'),
  );
  return rarely(fc.constantFrom(...(stock.named[noun] ?? ['nothing_1'])), odd).map(
    (id) => id || '%20',
  );
}

function anyQuery(parameters: Parameter[], stock: Stock): fc.Arbitrary<string> {
  const ofQuery = parameters.filter((parameter) => parameter.in === 'query');
  const fields = Object.fromEntries(
    ofQuery.map(({ name, schema }) => [
      name,
      rarely(anyValue(schema, stock, name).map(String), oddTexts),
    ]),
  );
  const requiredKeys = ofQuery.filter(({ required }) => required).map(({ name }) => name);
  const usual = fc
    .oneof(
      fc.record(fields, { requiredKeys }),
      fc.record(fields, { requiredKeys: [] }),
      fc.constant({}),
    )
    .map((query) =>
      Object.entries(query)
        .map(([name, value]) => `${name}=${encoded(String(value))}`)
        .join('&'),
    );
  const odd = fc.tuple(
    usual,
    fc.constantFrom(
      'a=b',
      'limit=1&limit=2',
      'limit[]=1',
      '&&=',
      'cursor=e30',
      'customerId=',
      '%ff=%',
      'clientToken=ct_x',
      `q=${'x'.repeat(3_000)}`,
    ),
  );
  return rarely(
    usual,
    odd.map((parts) => parts.filter(Boolean).join('&')),
  );
}

const oddHeaders: Headers[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'application/json; charset="utf-8"; a=b' },
  { 'content-type': 'application/vnd.shop+json' },
  { 'content-type': 'APPLICATION/JSON' },
  { 'content-type': ',' },
  { 'content-type': '' },
  { 'content-encoding': 'gzip' },
  { accept: 'application/xml' },
  { 'accept-language': '\u00ff;q=x' },
  { 'x-http-method-override': 'DELETE' },
  { 'x-forwarded-for': '::1, 10.0.0.1, x' },
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { cookie: 'session=x; a' },
  { 'x-client-token': 'ct_' },
  { 'x-client-token': 'x'.repeat(3_000) },
  { 'x-api-key': '' },
  { 'x-api-key': '\u00e9\u00ff' },
  { authorization: 'Bearer' },
  { authorization: 'Bearer  a.b.c' },
  { authorization: '' },
  { range: 'bytes=0-1' },
  { 'if-match': '*' },
];

const oddKeys = fc.constantFrom(
  '',
  ' ',
  'a b',
  '\u00e9',
  'x'.repeat(255),
  'x'.repeat(256),
  'a,b',
  'constructor',
);

function anyHeaders({ method, body }: Operation): fc.Arbitrary<Headers> {
  const type: Headers = body ? { 'content-type': 'application/json' } : {};
  const key = method === 'POST' ? fc.uuid() : fc.constant(undefined);
  const odd = method === 'POST' ? oddKeys : key;
  return fc
    .tuple(rarely(key, odd), rarely(fc.constant<Headers>({}), fc.constantFrom(...oddHeaders)))
    .map(([idempotencyKey, more]) => ({
      ...type,
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...more,
    }));
}

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? '');

function anyBody({ id, body, method }: Operation, stock: Stock): fc.Arbitrary<Buffer | undefined> {
  const nothing = fc.constant(undefined);
  if (!body) return method === 'GET' ? nothing : rarely<Buffer | undefined>(nothing, oddBytes);
  const usual = stock.bodies[id];
  const any = anyValue(body, stock);
  const valid = usual ? fc.oneof(any, fc.constantFrom(...usual)) : any;
  const once = valid.chain(spoilt);
  return fc.oneof(
    { arbitrary: valid.map(bytesOf), weight: 9 },
    { arbitrary: once.map(bytesOf), weight: 6 },
    { arbitrary: once.chain(spoilt).map(bytesOf), weight: 2 },
    {
      arbitrary: fc.tuple(valid, fc.nat()).map(([value, at]) => torn(bytesOf(value), at)),
      weight: 1,
    },
    { arbitrary: valid.map((value) => doubled(bytesOf(value).toString())), weight: 1 },
    { arbitrary: oddBytes, weight: 1 },
  );
}

/** With one byte lost, or another in its place. */
function torn(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at % copy.length] = at % 256;
  return at % 2 === 0 ? copy : copy.subarray(0, at % copy.length);
}

/** Every field twice, the first time with nothing in it. */
const doubled = (text: string): Buffer =>
  Buffer.from(text.replaceAll(/"(\w+)":/g, (field) => `${field}null,${field}`));

const oddBytes = fc.oneof(
  fc
    .constantFrom(
      '',
      ' ',
      'null',
      '[]',
      '{}',
      '0',
      '"a"',
      '{"a":1}{',
      '\ufeff{}',
      '['.repeat(50_000),
      `{"a":"${'x'.repeat(300_000)}"}`,
    )
    .map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
);
