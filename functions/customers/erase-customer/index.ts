import { acting } from '#wiring/acting';
import { erasureRequests } from '#wiring/erasure-requests';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...acting, ...erasureRequests });
