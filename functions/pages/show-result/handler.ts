import { pageFunction } from '#runtime/page';

/** GET /result: the page that buyers see after paying. */
export const createHandler = (page: string) => pageFunction(page);
