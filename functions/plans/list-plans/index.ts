import { requireEnvironment } from '#runtime/environment';
import { createHandler } from './handler.ts';

export const handler = createHandler({ plans: JSON.parse(requireEnvironment('PLANS').PLANS) });
