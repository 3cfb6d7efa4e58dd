import { viewProduct } from '#contract/product-views';
import { listProductsQuery } from '#contract/products';
import type { ProductStore } from '#domain/products/product-store';
import { httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/products: what is for sale, newest first. */
export const createHandler = (deps: { products: Pick<ProductStore, 'list'> }) =>
  httpFunction(async (event) => {
    const page = parseQuery(listProductsQuery, event);
    const { products, nextCursor } = await deps.products.list('active', page);
    return json(200, { data: products.map(viewProduct), nextCursor });
  });
