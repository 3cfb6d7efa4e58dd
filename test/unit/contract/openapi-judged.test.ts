import { Validator } from '@seriousme/openapi-schema-validator';
import { apiDescription } from '../../../bin/openapi/api-description.ts';

/** A judge that is not ours, with OpenAPI's own schema. */
const judgementOf = (description: object) => new Validator().validate({ ...description });

test('an independent checker confirms that the description is OpenAPI 3.1', async () => {
  expect(await judgementOf(apiDescription())).toEqual({ valid: true });
});

test.each<[string, object]>([
  ['without a version', { openapi: undefined }],
  ['with a parameter without a place', aPathWith({ parameters: [{ name: 'id' }] })],
  ['with an answer that says nothing', aPathWith({ responses: { 200: {} } })],
])('the checker refuses a description %s', async (_, change) => {
  expect(await judgementOf({ ...apiDescription(), ...change })).toMatchObject({ valid: false });
});

function aPathWith(change: object) {
  const get = { responses: { 200: { description: 'Done.' } }, ...change };
  return { paths: { '/v1/payments': { get } } };
}
