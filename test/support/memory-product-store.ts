import type { AuditEntry } from '#domain/audit/audit-entry';
import type { Product } from '#domain/products/product';
import type { ProductStore } from '#domain/products/product-store';
import { MemoryAuditTrail } from './memory-audit-trail.ts';
import { type PageRequest, pageOf } from './memory-pages.ts';

/** Keeps the promises of the port. */
export class MemoryProductStore implements ProductStore {
  readonly rows = new Map<string, Product>();
  readonly audit = new MemoryAuditTrail();

  async createOrGet(product: Product, audit: AuditEntry): Promise<Product> {
    if (!this.rows.has(product.id)) {
      this.rows.set(product.id, structuredClone(product));
      await this.audit.record(audit);
    }
    return (await this.find(product.id))!;
  }

  async find(id: string): Promise<Product | undefined> {
    return structuredClone(this.rows.get(id));
  }

  async findAll(ids: readonly string[]): Promise<Product[]> {
    return structuredClone([...this.rows.values()].filter(({ id }) => ids.includes(id)));
  }

  async save(product: Product, audit: AuditEntry): Promise<'saved' | 'stale'> {
    if (this.rows.get(product.id)?.version !== product.version - 1) return 'stale';
    this.rows.set(product.id, structuredClone(product));
    await this.audit.record(audit);
    return 'saved';
  }

  async list(which: 'active' | 'all', page: PageRequest) {
    const newestFirst = [...this.rows.values()]
      .filter(({ active }) => active || which === 'all')
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const { items, nextCursor } = pageOf(newestFirst, page, {
      list: 'products',
      idOf: ({ id }) => id,
    });
    return { products: items, nextCursor };
  }
}
