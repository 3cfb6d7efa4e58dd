import { viewProduct } from '#contract/product-views';
import { listProductsQuery } from '#contract/products';
import { requireRole } from '#domain/access/caller';
import type { ProductStore } from '#domain/products/product-store';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/admin/products: newest first, including those that are not for sale. */
export const createHandler = (deps: { products: Pick<ProductStore, 'list'> }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const page = parseQuery(listProductsQuery, event);
    const { products, nextCursor } = await deps.products.list('all', page);
    return json(200, { data: products.map(viewProduct), nextCursor });
  });
