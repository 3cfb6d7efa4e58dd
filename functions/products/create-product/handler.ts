import { viewProduct } from '#contract/product-views';
import { createProductRequest } from '#contract/products';
import { requireRole } from '#domain/access/caller';
import { actOf } from '#domain/audit/audit-entry';
import type { RandomBytes } from '#domain/clock';
import type { TaxedSeller } from '#domain/invoices/line-tax';
import { createProduct } from '#domain/products/manage-products';
import type { ProductStore } from '#domain/products/product-store';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type CreateDeps = AnswerDeps & {
  products: ProductStore;
  seller: TaxedSeller;
  randomBytes: RandomBytes;
};

/** POST /v1/admin/products */
export const createHandler = (deps: CreateDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const { unitAmount: unitGrossMinor, ...details } = parseBody(createProductRequest, event);
    const requestId = requestIdOf(event);
    const answer = await answerOnce(deps, event, caller, async (claim) => {
      const wanted = { ...details, unitGrossMinor, claim };
      const product = await createProduct(deps, wanted, actOf(deps, caller, requestId));
      logger.info('product created', { requestId, productId: product.id });
      return { statusCode: 201, body: JSON.stringify(viewProduct(product)) };
    });
    return jsonText(answer);
  });
