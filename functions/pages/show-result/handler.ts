import { pageFunction } from '#runtime/page';

/** GET /result: the page that a buyer lands on after paying. */
export const createHandler = (page: string) => pageFunction(page);
