import { declarationQuery, periodOf, viewDeclaration } from '#contract/e-reporting';
import { requireRole } from '#domain/access/caller';
import { type DeclareDeps, declareSales } from '#domain/e-reporting/declare-sales';
import type { Seller } from '#domain/invoices/invoice';
import { callerOf, httpFunction, json } from '#runtime/http';
import { parseQuery } from '#runtime/read-request';

/** GET /v1/admin/e-reporting: what is to be declared of a period. */
export const createHandler = ({ seller, ...deps }: DeclareDeps & { seller: Seller }) =>
  httpFunction(async (event) => {
    requireRole(callerOf(event), 'admin', 'finance');
    const period = periodOf(parseQuery(declarationQuery, event));
    return json(200, viewDeclaration(await declareSales(deps, period), period, seller));
  });
