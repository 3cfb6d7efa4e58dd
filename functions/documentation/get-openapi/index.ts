import { requireEnvironment } from '#runtime/environment';
import { createHandler } from './handler.ts';
import description from './openapi.json' with { type: 'json' };

const { API_URL } = requireEnvironment('API_URL');

export const handler = createHandler(description, API_URL);
