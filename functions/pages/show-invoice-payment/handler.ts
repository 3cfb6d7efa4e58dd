import { pageFunction } from '#runtime/page';

/** GET /pay: the page where a customer pays an invoice, linked from an e-mail. */
export const createHandler = (page: string) => pageFunction(page);
