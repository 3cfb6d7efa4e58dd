import { UnknownRouteError } from '#domain/errors';
import { httpFunction } from '#runtime/http';

/** Requests without a matching route: 404, in the same form as every other error. */
export const createHandler = () =>
  httpFunction(async () => {
    throw new UnknownRouteError();
  });
