import { viewOrder, viewUploads } from '#contract/order-views';
import type { Clock } from '#domain/clock';
import { type GrantUpload, mayUpload } from '#domain/files/open-uploads';
import type { OrderStore } from '#domain/orders/order-store';
import { requireOrderReach, requireOrderReader } from '#domain/orders/reach-order';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, json, pathIdOf, shownBy } from '#runtime/http';

export type GetDeps = {
  orders: Pick<OrderStore, 'find'>;
  clientTokens: ReadClientTokens;
  grantUpload: GrantUpload;
  now: Clock;
};

/** GET /v1/orders/{id}: while it waits for its payment, with new forms for its files. */
export const createHandler = (deps: GetDeps) =>
  httpFunction(async (event) => {
    const shown = shownBy(event);
    requireOrderReader(shown);
    const tokens = await deps.clientTokens();
    const holdsTokenOf = (id: string) => tokens.isValid(shown.clientToken, id);
    const access = { ...shown, holdsTokenOf };
    const order = requireOrderReach(await deps.orders.find(pathIdOf(event)), access);
    const uploads = mayUpload(order, access) && {
      uploads: viewUploads(order, deps.grantUpload, deps.now()),
    };
    return json(200, { ...viewOrder(order, shown.caller), ...uploads });
  });
