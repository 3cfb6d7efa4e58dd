import { pageFunction } from '#runtime/page';

/** GET /activate: the page of the mailed link, which sets a password. */
export const createHandler = (page: string) => pageFunction(page);
