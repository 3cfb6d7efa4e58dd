import { httpFunction, json } from '#runtime/http';

/** GET /health: shows that this deployment answers. */
export const createHandler = () => httpFunction(async () => json(200, { status: 'ok' }));
