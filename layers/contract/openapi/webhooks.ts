import { messageExamples } from './examples/message-examples.ts';
import { type MessageType, messageSchemas, messageTypes, nameOfMessage } from './message-names.ts';
import type { JsonObject, SchemaBook } from './schemas.ts';
import { messageMeanings } from './texts/webhook-texts.ts';

/** What receivers get: the part `webhooks` of OpenAPI 3.1, by the type of the event. */
export const describeWebhooks = (book: SchemaBook): JsonObject =>
  Object.fromEntries(messageTypes.map((type) => [type, { post: describe(type, book) }]));

const describe = (type: MessageType, book: SchemaBook): JsonObject => ({
  operationId: `on${nameOfMessage(type)}`,
  summary: messageMeanings[type],
  security: [],
  parameters: headers,
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: book.describe(messageSchemas[type], 'output'),
        example: messageExamples[type],
      },
    },
  },
  responses: {
    '2XX': { description: 'Any status from 200 to 299: delivered.' },
    410: { description: 'The endpoint is disabled, and gets nothing more.' },
    default: { description: 'Anything else, redirects too: it is sent again later.' },
  },
});

const header = (name: string, example: string, description: string): JsonObject => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

const headers = [
  header(
    'webhook-id',
    'evt_01M7Y4MPBC6TQ8V0Y2A4C6E8G0',
    'The id of the event, the same at every attempt: handle each id once.',
  ),
  header(
    'webhook-timestamp',
    '1795234171',
    'Seconds since 1970 of this attempt: refuse what is older than five minutes.',
  ),
  header(
    'webhook-signature',
    'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
    'One signature, or two while the secret is being changed: any that fits is enough (Standard Webhooks).',
  ),
];
