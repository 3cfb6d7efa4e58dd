import type { AuditEntry } from '#domain/audit/audit-entry';
import type { Product } from '#domain/products/product';
import type { ProductStore } from '#domain/products/product-store';
import { auditWrite } from './audit-trail.ts';
import { partitionOf } from './cursors.ts';
import { count, currency, flag, instant, oneOf, text } from './fields.ts';
import { listIndex } from './index-list.ts';
import { indexes, keys } from './keys.ts';
import { stored } from './stored.ts';
import { type Condition, keyIsFree, type Table, versionBefore, type Write } from './table.ts';

const allProducts = { ...partitionOf('PRODUCTS'), index: 'collection' } as const;

export class DynamoProductStore implements ProductStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async createOrGet(product: Product, audit: AuditEntry): Promise<Product> {
    const refusals = await this.#table.writeTogether([
      productWrite(product, keyIsFree),
      auditWrite(audit),
    ]);
    if (!refusals) return product;
    const existing = refusals[0]?.existing;
    // A conflict with another transaction: the caller repeats the request.
    if (!existing) throw new Error('the product is being written');
    return productFrom(existing);
  }

  async find(id: string): Promise<Product | undefined> {
    const item = await this.#table.get(keys.product(id));
    return item && productFrom(item);
  }

  async findAll(ids: readonly string[]): Promise<Product[]> {
    const items = await this.#table.getMany(ids.map(keys.product), { isConsistent: true });
    return items.map(productFrom);
  }

  async save(product: Product, audit: AuditEntry): Promise<'saved' | 'stale'> {
    const refusals = await this.#table.writeTogether([
      productWrite(product, versionBefore(product)),
      auditWrite(audit),
    ]);
    return refusals ? 'stale' : 'saved';
  }

  async list(which: 'active' | 'all', page: { limit: number; cursor?: string }) {
    const list = {
      reading: allProducts,
      start: { partition: allProducts.partition },
      rowFrom: productFrom,
      matches: ({ active }: Product) => active || which === 'all',
    };
    const { rows, nextCursor } = await listIndex(this.#table, list, page);
    return { products: rows, nextCursor };
  }
}

function productWrite(product: Product, condition: Condition): Write {
  const item = { ...product, ...indexes.collection('PRODUCTS', product.id) };
  return { put: { key: keys.product(product.id), item, condition } };
}

const productFrom = stored<Product>({
  id: text,
  name: text,
  unitGrossMinor: count,
  currency,
  vatRate: count,
  supplies: oneOf('goods', 'services'),
  active: flag,
  createdAt: instant,
  updatedAt: instant,
  version: count,
});
