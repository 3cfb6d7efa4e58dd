import { pageFunction } from '#runtime/page';

/** GET /: the page that says who is signed in, where people arrive who named no other. */
export const createHandler = (page: string) => pageFunction(page);
