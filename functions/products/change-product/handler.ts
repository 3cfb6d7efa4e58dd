import { viewProduct } from '#contract/product-views';
import { changeProductRequest } from '#contract/products';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { Clock, RandomBytes } from '#domain/clock';
import type { TaxedSeller } from '#domain/invoices/line-tax';
import type { Pause } from '#domain/pause';
import { changeProduct } from '#domain/products/manage-products';
import type { ProductStore } from '#domain/products/product-store';
import { callerOf, httpFunction, json, pathIdOf, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type ChangeDeps = {
  products: ProductStore;
  seller: TaxedSeller;
  pause: Pause;
  now: Clock;
  randomBytes: RandomBytes;
};

/** PATCH /v1/admin/products/{id}: orders that exist keep their prices. */
export const createHandler = (deps: ChangeDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const { unitAmount, ...fields } = parseBody(changeProductRequest, event);
    const change = { ...fields, ...(unitAmount !== undefined && { unitGrossMinor: unitAmount }) };
    const requestId = requestIdOf(event);
    const wanted = { id: pathIdOf(event), change };
    const product = await changeProduct(deps, wanted, actOf(deps, caller, requestId));
    const changed = Object.keys(change);
    logger.info('product changed', { requestId, productId: product.id, changed });
    return json(200, viewProduct(product));
  });
