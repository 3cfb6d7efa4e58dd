import { createHash } from 'node:crypto';
import type { FileType } from '#vocabulary/files';
import { actorOf, type Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import type { CustomerStore } from '../customers/customer-store.ts';
import { newFiles, type WantedFile } from '../files/order-file.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import type { TaxedSeller } from '../invoices/line-tax.ts';
import type { Currency, Locale } from '../money.ts';
import { requireBillable } from '../payments/require-billable.ts';
import type { ProductStore } from '../products/product-store.ts';
import { createLimited, type LimitedOrderDeps } from './limited-order.ts';
import { countedAs } from './open-orders.ts';
import type { Order } from './order.ts';
import { isProduct, pricedLines } from './order-lines.ts';
import type { OrderStore } from './order-store.ts';
import { type OrderRequest, ordererOf } from './orderer.ts';

export type CreateOrderDeps = {
  orders: LimitedOrderDeps['orders'] & Pick<OrderStore, 'createOrGet'>;
  pause: LimitedOrderDeps['pause'];
  /** A name for the network that an address is of; undefined if it says nothing of the client. */
  networkOf: (address: string) => Promise<string | undefined>;
  now: Clock;
  products: Pick<ProductStore, 'findAll'>;
  customers: Pick<CustomerStore, 'find'>;
  /** Decides how lines are taxed. */
  seller: TaxedSeller;
  /** The types of files that the shop takes. */
  acceptedTypes: readonly FileType[];
};

export type NewOrder = OrderRequest & {
  currency?: Currency;
  title?: string;
  /** The version of the shop's terms that the buyer has accepted. */
  termsVersion?: string;
  locale: Locale;
  files?: readonly WantedFile[];
};

/** Who orders, by which request, from which address. */
type Orderer = { caller: Caller; claim: Claim; requestId: string; address: string };

/** A buyer may open a payment for so long; the price holds as long. */
const validHours = 24;

/**
 * Takes an order at today's prices. Its id comes from the claim, so that a repeated request orders
 * nothing twice.
 *
 * @throws DomainError that says what cannot be ordered, or not by this caller.
 */
export async function createOrder(
  deps: CreateOrderDeps,
  { currency, title, termsVersion, locale, files: wanted = [], ...request }: NewOrder,
  by: Orderer,
): Promise<Order> {
  const { caller, claim, requestId } = by;
  const buyer = await ordererOf(deps, caller, request);
  const ids = new Set(request.lines.filter(isProduct).map(({ productId }) => productId));
  const { lines, total } = pricedLines(
    request.lines,
    await deps.products.findAll([...ids]),
    currency,
  );
  const files = newFiles(wanted, deps.acceptedTypes, claim);
  requireBillable({ lines, amount: total, buyer }, deps.seller);
  const { createdAt } = claim;
  const { customerId } = buyer;
  return keep(deps, by, {
    id: newId('ord', new Date(createdAt), createHash('sha256').update(claim.id).digest()),
    status: 'pending_payment',
    buyer,
    ...(customerId !== undefined && { customerId }),
    isGuest: customerId === undefined,
    lines,
    total,
    ...(title !== undefined && { title }),
    ...(termsVersion !== undefined && {
      terms: { version: termsVersion, acceptedAt: createdAt },
    }),
    locale,
    ...(files.length > 0 && { files }),
    createdAt,
    updatedAt: createdAt,
    expiresAt: new Date(Date.parse(createdAt) + validHours * 3_600_000).toISOString(),
    version: 1,
    createdBy: caller.kind === 'public' ? 'guest' : actorOf(caller),
    requestId,
  });
}

/** Only the shop orders without a limit. */
async function keep(
  deps: CreateOrderDeps,
  { caller, address }: Orderer,
  order: Order,
): Promise<Order> {
  const network = caller.kind === 'public' ? await deps.networkOf(address) : undefined;
  const subject = countedAs(caller, order.buyer, network);
  if (subject === undefined) return deps.orders.createOrGet(order);
  return createLimited(deps, order, { by: { subject, network }, now: deps.now() });
}
