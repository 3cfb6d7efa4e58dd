import { UnknownRouteError } from '#domain/errors';
import { httpFunction } from '#runtime/http';

/** Whatever no other route takes: 404, in the form of every other error. */
export const createHandler = () =>
  httpFunction(async () => {
    throw new UnknownRouteError();
  });
