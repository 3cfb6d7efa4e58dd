import { httpFunction, json } from '#runtime/http';

/** GET /health: this deployment answers. */
export const createHandler = () => httpFunction(async () => json(200, { status: 'ok' }));
