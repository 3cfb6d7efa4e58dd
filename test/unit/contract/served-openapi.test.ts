import { readFileSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import { logger } from '#runtime/log';
import { anHttpEvent } from '#test/http-events';
import { apiDescription } from '../../../bin/openapi/api-description.ts';
import { inLines } from '../../../bin/openapi/in-lines.ts';
import { createHandler } from '../../../functions/documentation/get-openapi/handler.ts';

const file = readFileSync('functions/documentation/get-openapi/openapi.json', 'utf8');

test('the served description is up to date (npm run openapi writes it)', () => {
  expect(file).toBe(inLines(apiDescription()));
});

test('a saved copy of the description contains the address of the API', async () => {
  logger.setLogLevel('SILENT');
  const handler = createHandler(file, 'https://api.shop.example');
  const { statusCode, headers, body } = await handler(anHttpEvent(), {} as Context);
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({ 'content-type': 'application/json' });
  const { servers, ...rest } = JSON.parse(body!);
  expect(servers).toEqual([{ url: 'https://api.shop.example', description: expect.any(String) }]);
  const { servers: before, ...same } = JSON.parse(file);
  expect(before).toEqual([{ url: '/', description: expect.any(String) }]);
  expect(rest).toEqual(same);
});
