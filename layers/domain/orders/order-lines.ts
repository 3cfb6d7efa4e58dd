import { UnprocessableError } from '../errors.ts';
import { grossOf, type Line } from '../invoices/line.ts';
import { type Currency, type Money, money } from '../money.ts';
import type { Product } from '../products/product.ts';
import type { OrderLine } from './order.ts';

/** What a stranger may send of a line: its price is looked up. */
export type WantedProduct = { productId: string; quantity: number };

export type WantedLine = WantedProduct | Line;

export const isProduct = (line: WantedLine): line is WantedProduct => 'productId' in line;

/** Minor units; what any payment may be. */
const totalMax = 99_999_999;

/**
 * The lines at today's prices, and their sum.
 *
 * @param currency of lines without a product, and of all when given.
 * @throws UnprocessableError for a product that is not sold, for two currencies, and for a total
 * that no payment can be of.
 */
export function pricedLines(
  wanted: readonly WantedLine[],
  products: readonly Product[],
  currency: Currency | undefined,
): { lines: OrderLine[]; total: Money } {
  const byId = new Map(products.map((product) => [product.id, product]));
  let one = currency;
  const lines = wanted.map((line, index) => {
    if (!isProduct(line)) return line;
    const product = byId.get(line.productId);
    if (!product?.active)
      throw new UnprocessableError(
        'product_not_for_sale',
        `lines[${index}] names a product that is not for sale.`,
      );
    one ??= product.currency;
    if (product.currency !== one)
      throw new UnprocessableError(
        'currencies_differ',
        `lines[${index}] is sold in ${product.currency}, the order is in ${one}: an order has one currency.`,
      );
    return lineOf(product, line.quantity);
  });
  if (one === undefined)
    throw new UnprocessableError('currencies_differ', 'Say in which currency the lines are.');
  return { lines, total: money(totalOf(lines), one) };
}

function lineOf(product: Product, quantity: number): OrderLine {
  const {
    id: productId,
    name: description,
    unitGrossMinor,
    vatRate,
    exemption,
    supplies,
  } = product;
  return {
    productId,
    description,
    quantity,
    unitGrossMinor,
    vatRate,
    supplies,
    ...(exemption && { exemption }),
  };
}

function totalOf(lines: readonly OrderLine[]): number {
  const total = lines.reduce((sum, line) => sum + grossOf(line), 0);
  if (total < 1)
    throw new UnprocessableError(
      'amount_below_minimum',
      `The lines add up to ${total}; an order costs something.`,
    );
  if (total > totalMax)
    throw new UnprocessableError(
      'amount_above_maximum',
      `The lines add up to more than ${totalMax}, the most that a payment can be.`,
    );
  return total;
}
