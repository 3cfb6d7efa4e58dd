import { pageFunction } from '#runtime/page';

/** GET /pay: the page on which a customer pays an invoice, by the link in an e-mail. */
export const createHandler = (page: string) => pageFunction(page);
