import { variableOf } from '#runtime/environment';
import { createHandler } from './handler.ts';
import description from './openapi.json' with { type: 'text' };

export const handler = createHandler(description, variableOf('API_URL'));
