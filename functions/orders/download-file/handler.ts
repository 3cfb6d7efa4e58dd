import type { OrderFile } from '#domain/files/order-file';
import { type FileScans, readableFile } from '#domain/files/readable-file';
import type { OrderStore } from '#domain/orders/order-store';
import { requireOrderReach, requireOrderReader } from '#domain/orders/reach-order';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { httpFunction, pathIdOf, redirect, requestIdOf, shownBy } from '#runtime/http';
import { logger } from '#runtime/log';

export type DownloadFileDeps = {
  orders: Pick<OrderStore, 'find'>;
  clientTokens: ReadClientTokens;
  scans: FileScans;
  link: (orderId: string, file: OrderFile) => Promise<string>;
};

/** GET /v1/orders/{id}/files/{fileId}: 302 to a new link at every request. */
export const createHandler = (deps: DownloadFileDeps) =>
  httpFunction(async (event) => {
    const shown = shownBy(event);
    requireOrderReader(shown);
    const tokens = await deps.clientTokens();
    const holdsTokenOf = (id: string) => tokens.isValid(shown.clientToken, id);
    const found = await deps.orders.find(pathIdOf(event));
    const order = requireOrderReach(found, { ...shown, holdsTokenOf });
    const file = await readableFile(deps, order, pathIdOf(event, 'fileId'));
    const opened = { requestId: requestIdOf(event), orderId: order.id, fileId: file.id };
    logger.info('file opened', opened);
    return redirect(302, await deps.link(order.id, file));
  });
