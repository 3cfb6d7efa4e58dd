import type { FilePlace } from '#domain/files/stored-files';

type Area = 'temporary' | 'orders';

/** `temporary/` expires by itself, `orders/` does not: lib grants rights by these prefixes. */
export const fileKey = (area: Area, { orderId, fileId }: FilePlace): string =>
  `${filesOf(area, orderId)}${fileId}`;

export const filesOf = (area: Area, orderId: string): string => `${area}/${orderId}/`;
