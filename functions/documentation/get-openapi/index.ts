import { variableOf } from '#runtime/environment';
import { createHandler } from './handler.ts';
import description from './openapi.json' with { type: 'json' };

export const handler = createHandler(description, variableOf('API_URL'));
