import { describeApi } from '#contract/openapi';
import { requireEnvironment } from '#runtime/environment';
import { createHandler } from './handler.ts';

const { API_URL } = requireEnvironment('API_URL');

export const handler = createHandler(() => describeApi(API_URL));
