import type * as z from 'zod/mini';
import type { Caller } from '#domain/access/caller';
import { type GrantUpload, openUploads } from '#domain/files/open-uploads';
import type { OrderFile } from '#domain/files/order-file';
import type { Order, OrderLine } from '#domain/orders/order';
import { isOfShop } from '#domain/orders/reach-order';
import type { createdOrder, orderFile, orderLine, orderView, upload } from './orders.ts';

type Summary = Omit<z.infer<typeof createdOrder>, 'clientToken' | 'uploads'>;

/** The part of a new order's answer that may be stored: its token opens the order, uploads write. */
export const viewOrderSummary = (order: Order): Summary => ({
  id: order.id,
  status: order.status,
  total: order.total.minor,
  currency: order.total.currency,
  lines: order.lines.map(viewLine),
  expiresAt: order.expiresAt,
  files: (order.files ?? []).map(viewFile),
});

export const viewOrder = (order: Order, caller: Caller): z.infer<typeof orderView> => ({
  ...viewOrderSummary(order),
  title: order.title ?? null,
  customer: { name: order.buyer.name, email: order.buyer.email },
  isGuest: order.isGuest,
  terms: order.terms ?? null,
  locale: order.locale,
  paymentId: order.paidBy ?? null,
  paidAt: order.paidAt ?? null,
  createdAt: order.createdAt,
  updatedAt: order.updatedAt,
  ...((isOfShop(caller) || isOwn(order, caller)) && { customerId: order.customerId ?? null }),
  ...(isOfShop(caller) && { account: order.account ?? null }),
});

const isOwn = ({ customerId }: Order, caller: Caller): boolean =>
  caller.kind !== 'public' && customerId !== undefined && caller.customerId === customerId;

const viewLine = (line: OrderLine): z.infer<typeof orderLine> => ({
  productId: line.productId ?? null,
  description: line.description,
  quantity: line.quantity,
  unitAmount: line.unitGrossMinor,
  vatRate: line.vatRate ?? null,
  ...(line.exemption && { exemption: line.exemption }),
  ...(line.supplies && { supplies: line.supplies }),
  ...(line.discount && {
    discount: { amount: line.discount.grossMinor, reason: line.discount.reason },
  }),
});

const viewFile = ({ reason, ...file }: OrderFile): z.infer<typeof orderFile> => ({
  ...file,
  reason: reason ?? null,
});

/** The awaited files of an order, each with its form. */
export const viewUploads = (
  order: Parameters<typeof openUploads>[0],
  grant: GrantUpload,
  now: Date,
): z.infer<typeof upload>[] =>
  openUploads(order, now).map((open) => {
    const { id, name } = open.file;
    return { id, name, ...grant(open, now), expiresAt: open.expiresAt };
  });
