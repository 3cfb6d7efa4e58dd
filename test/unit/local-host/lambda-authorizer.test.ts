import type { Outcome } from '../../../local/cloud/functions/instance.ts';
import { lambdaAuthorizer } from '../../../local/cloud/http-api/lambda-authorizer.ts';
import { aContext, aRequest } from './a-request.ts';

function setup(
  outcome: Outcome,
  changes: { identitySources?: string[]; cacheSeconds?: number } = {},
) {
  const events: unknown[] = [];
  const authorize = lambdaAuthorizer({
    identitySources: [],
    cacheSeconds: 0,
    routeArnOf: (routeKey) => `arn:api/${routeKey}`,
    invoke: async (event) => {
      events.push(event);
      return { requestId: 'one', outcome };
    },
    ...changes,
  });
  const ask = (headers: Record<string, string> = {}) =>
    authorize(aRequest({ headers }), aContext());
  return { events, ask };
}

const allowing: Outcome = {
  payload: '{"isAuthorized":true,"context":{"caller":"key","scopes":["a"]}}',
};

test('the function gets what the authorizer knows about the caller', async () => {
  const { ask, events } = setup(allowing);
  expect(await ask()).toEqual({ authorizer: { lambda: { caller: 'key', scopes: ['a'] } } });
  expect(events[0]).toMatchObject({
    version: '2.0',
    type: 'REQUEST',
    routeArn: 'arn:api/GET /v1/payments/{id}',
    identitySource: [],
    pathParameters: { id: 'pay_1' },
  });
});

test.each<[number, string, Outcome]>([
  [403, 'a caller whom the function does not let in', { payload: '{"isAuthorized":false}' }],
  [500, 'a function that fails', { error: { errorType: 'E', errorMessage: '', trace: [] } }],
  [500, 'an answer that is none', { payload: '"yes"' }],
])('%i answers %s', async (statusCode, _name, outcome) => {
  expect(await setup(outcome).ask()).toMatchObject({ refusal: { statusCode } });
});

test('a missing identity source is 401, and the authorizer is not called', async () => {
  const { ask, events } = setup(allowing, { identitySources: ['$request.header.X-Key'] });
  expect(await ask()).toMatchObject({ refusal: { statusCode: 401 } });
  expect(events).toEqual([]);
});

test('with a time to live, the same identity is checked once', async () => {
  const identitySources = ['$request.header.X-Key'];
  const { ask, events } = setup(allowing, { identitySources, cacheSeconds: 60 });
  await ask({ 'x-key': 'a' });
  await ask({ 'x-key': 'a' });
  await ask({ 'x-key': 'b' });
  expect(events).toHaveLength(2);
});
