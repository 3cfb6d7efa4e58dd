import { identification } from '#wiring/identification';
import { setting } from '#wiring/settings';
import { createHandler } from './handler.ts';

export const handler = createHandler({ ...identification, routeAccess: setting('ROUTE_ACCESS') });
