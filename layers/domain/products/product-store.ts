import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Product } from './product.ts';

export type ProductStore = {
  /** Writes the product with its audit entry, unless its id is taken; returns the stored row. */
  createOrGet(product: Product, audit: AuditEntry): Promise<Product>;
  find(id: string): Promise<Product | undefined>;
  /** Those of these products that exist, in any order. */
  findAll(ids: readonly string[]): Promise<Product[]>;
  /** Writes the product with its audit entry, unless it was written meanwhile. */
  save(product: Product, audit: AuditEntry): Promise<'saved' | 'stale'>;
  /** Newest first; only those that are for sale, or all. */
  list(
    which: 'active' | 'all',
    page: { limit: number; cursor?: string },
  ): Promise<{
    products: Product[];
    nextCursor: string | null;
  }>;
};
