import type { FileRefusal } from '#vocabulary/files';
import type { Clock, RandomBytes } from '../clock.ts';
import type { PaidOrder } from '../orders/complete-order.ts';
import type { Order } from '../orders/order.ts';
import { orderEvent } from '../orders/order-event.ts';
import type { OrderStore } from '../orders/order-store.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import { beginsAs, firstBytesNeeded } from './first-bytes.ts';
import type { OrderFile } from './order-file.ts';
import type { StoredFiles, UploadedFile } from './stored-files.ts';

export type KeepFilesDeps = {
  orders: Pick<OrderStore, 'find' | 'save'>;
  files: StoredFiles;
  now: Clock;
  randomBytes: RandomBytes;
  pause: Pause;
};

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the order' };

/**
 * Judges the files of a paid order, once: keeps those that are what was announced, and tells of the
 * others, which never hold the order up.
 *
 * Copies first, then marks, deletes uploads last: whatever crashes, a repetition finds either the
 * upload or its copy.
 *
 * @returns the files, each with its verdict.
 * @throws Error when the order is not stored, or a file was uploaded again meanwhile, so that the
 * job is tried again.
 */
export async function keepFiles(
  deps: KeepFilesDeps,
  { orderId, paymentId, requestId }: PaidOrder,
): Promise<OrderFile[]> {
  const files = await untilSaved({ ...race, pause: deps.pause }, async () => {
    const order = await deps.orders.find(orderId);
    if (!order) throw new Error('an event names an order that is stored');
    const { files: before = [] } = order;
    if (!before.some(isAwaited)) return before;
    const judged = await judgeAll(deps.files, orderId, before);
    const now = deps.now();
    const context = { now, randomBytes: deps.randomBytes, requestId };
    const isComplete = judged.every(({ status }) => status === 'kept');
    const event = isComplete
      ? undefined
      : orderEvent('order.files_lacking', { orderId, paymentId }, context);
    const saved = await deps.orders.save(nextOf(order, judged, now), { event });
    return saved === 'saved' ? judged : overtaken;
  });
  await Promise.all(files.map(({ id: fileId }) => deps.files.discard({ orderId, fileId })));
  return files;
}

const isAwaited = ({ status }: OrderFile): boolean => status === 'awaited';

const nextOf = (order: Order, files: OrderFile[], now: Date): Order => ({
  ...order,
  files,
  updatedAt: now.toISOString(),
  version: order.version + 1,
});

async function judgeAll(
  stored: StoredFiles,
  orderId: string,
  files: readonly OrderFile[],
): Promise<OrderFile[]> {
  const [uploaded, kept] = await Promise.all([stored.uploaded(orderId), stored.kept(orderId)]);
  return Promise.all(
    files.map((file) => {
      const upload = uploaded.get(file.id);
      if (!isAwaited(file)) return file;
      if (upload) return judge(stored, { orderId, file, upload });
      // An earlier attempt has kept it, and the upload has expired since.
      return { ...file, status: kept.has(file.id) ? ('kept' as const) : ('missing' as const) };
    }),
  );
}

async function judge(
  stored: StoredFiles,
  { orderId, file, upload }: { orderId: string; file: OrderFile; upload: UploadedFile },
): Promise<OrderFile> {
  const place = { orderId, fileId: file.id };
  const refused = (reason: FileRefusal) => ({ ...file, status: 'refused' as const, reason });
  if (upload.bytes !== file.bytes) return refused('size_differs');
  const start = await stored.firstBytes(place, upload.version, firstBytesNeeded);
  if (!beginsAs(file.contentType, start)) return refused('type_differs');
  await stored.keep(place, upload.version);
  return { ...file, status: 'kept' };
}
