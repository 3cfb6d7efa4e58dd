import { Ajv2020 } from 'ajv/dist/2020.js';
import type * as z from 'zod/mini';
import { messages, pingMessage } from '#contract/webhooks/messages';
import { payloadOf } from '#contract/webhooks/payload';
import { toldFacts } from '#test/told-facts';
import { publicEvents } from '#vocabulary/webhooks';
import { apiDescription } from '../../../bin/openapi/api-description.ts';
import { breakingChanges, type Description } from '../../../bin/openapi/breaking-changes.ts';

type Json = Record<string, unknown>;
type Described = {
  post: {
    operationId: string;
    summary: string;
    requestBody: { content: { 'application/json': { schema: { $ref: string }; example: Json } } };
  };
};

const api = apiDescription() as Json & { webhooks: Record<string, Described> };

const judge = new Ajv2020({ strict: false, formats: { 'date-time': /Z$/, date: true, uri: true } });
judge.addSchema({ ...api, $id: 'https://api.example/' });

const accepts = (type: string, value: unknown): boolean => {
  const { $ref } = api.webhooks[type]!.post.requestBody.content['application/json'].schema;
  return judge.compile({ $ref: `https://api.example/${$ref}` })(value) as boolean;
};

const schemas: Record<string, z.core.$ZodType> = { ...messages, ping: pingMessage };

test('every public event is described, a test message too, and nothing else', () => {
  expect(Object.keys(api.webhooks)).toEqual([...publicEvents, 'ping']);
});

describe.each(Object.entries(api.webhooks))('%s', (type, { post }) => {
  const { schema, example } = post.requestBody.content['application/json'];

  test('has a name that generated clients use, and says what it means', () => {
    expect(schema.$ref).toMatch(/^#\/components\/schemas\/\w+Event$/);
    expect(post.summary).toMatch(/\.$/);
  });

  test('has an example of its own type that it accepts, with no field that it does not name', () => {
    expect(example.type).toBe(type);
    expect(accepts(type, example)).toBe(true);
    expect((schemas[type] as z.ZodMiniType).parse(example)).toEqual(example);
    expect((example.data as Json).object).not.toBeNull();
  });
});

test.each(toldFacts)('what is sent as $event.type is what is described', ({ event, object }) => {
  for (const include of [[], ['customer']] as const)
    expect(accepts(event.type, JSON.parse(payloadOf(event, object, include)))).toBe(true);
});

test('the description accepts no event under the name of another one', () => {
  const { example } =
    api.webhooks['payment.completed']!.post.requestBody.content['application/json'];
  expect(accepts('payment.failed', example)).toBe(false);
});

const now = () => structuredClone(api) as unknown as Description;

test('an event that is not told any more breaks receivers, and so does a field that is gone', () => {
  const [fewer, poorer] = [now(), now()];
  delete fewer.webhooks!['payment.completed'];
  expect(breakingChanges(now(), fewer)).toContain('payment.completed is not told any more');
  delete poorer.components.schemas.WebhookPayment!.properties!.status;
  expect(breakingChanges(now(), poorer).join('\n')).toMatch(
    /payment\.completed\.data\.object\.status is gone/,
  );
  expect(breakingChanges(now(), now())).toEqual([]);
});
