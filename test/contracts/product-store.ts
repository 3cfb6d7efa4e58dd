import type { AuditTrail } from '#domain/audit/audit-entry';
import type { Product } from '#domain/products/product';
import type { ProductStore } from '#domain/products/product-store';
import { anAuditEntry } from '#test/audits';
import { aProduct } from '#test/orders';
import { trailOf } from './customer-store.ts';
import { expectInventedCursorsRefused, readAll } from './pages.ts';

export type ProductStoreUnderTest = { products: ProductStore; audit: AuditTrail };

const nextOf = (product: Product, changes: Partial<Product>): Product => ({
  ...product,
  ...changes,
  version: product.version + 1,
});

/** What every store of products promises. Ids are random, so that a table may be shared. */
export function describeProductStore(
  name: string,
  makeStore: (now: () => Date) => Promise<ProductStoreUnderTest>,
): void {
  const setup = () => makeStore(() => new Date('2026-11-21T12:00:00.000Z'));

  describe(`${name} stores products`, () => {
    test('a product is read as it was written, with its audit entry', async () => {
      const { products, audit } = await setup();
      const entry = anAuditEntry({ action: 'product.created' });
      const product = aProduct({ vatRate: 0, exemption: { code: 'VATEX-EU-132' } });
      expect(await products.createOrGet(product, entry)).toEqual(product);
      expect(await products.find(product.id)).toEqual(product);
      expect(await trailOf(audit)).toContainEqual(entry);
    });

    test('creating it again returns the first one, and records nothing', async () => {
      const { products, audit } = await setup();
      const product = aProduct();
      await products.createOrGet(product, anAuditEntry());
      const again = anAuditEntry();
      expect(await products.createOrGet({ ...product, name: 'Autre' }, again)).toEqual(product);
      expect(await trailOf(audit)).not.toContainEqual(again);
    });

    test('a write based on an old version is stale: nothing is changed or recorded', async () => {
      const { products, audit } = await setup();
      const product = aProduct();
      expect(await products.save(nextOf(product, {}), anAuditEntry())).toBe('stale');
      await products.createOrGet(product, anAuditEntry());
      const winner = nextOf(product, { unitGrossMinor: 2_600 });
      expect(await products.save(winner, anAuditEntry())).toBe('saved');
      const late = anAuditEntry();
      expect(await products.save(nextOf(product, { name: 'Autre' }), late)).toBe('stale');
      expect(await products.find(product.id)).toEqual(winner);
      expect(await trailOf(audit)).not.toContainEqual(late);
    });

    test('several are found together; those that do not exist are left out', async () => {
      const { products } = await setup();
      const [one, other] = [aProduct(), aProduct({ active: false })];
      for (const product of [one, other]) await products.createOrGet(product, anAuditEntry());
      const found = await products.findAll([other.id, aProduct().id, one.id]);
      expect(new Set(found)).toEqual(new Set([one, other]));
      expect(await products.findAll([])).toEqual([]);
    });

    test('the list has each product once, newest first, and that of what is for sale only active ones', async () => {
      const { products } = await setup();
      const made = [1, 2, 3, 4].map((day) =>
        aProduct({ createdAt: `2026-11-0${day}T10:00:00.000Z`, active: day !== 2 }),
      );
      for (const product of made) await products.createOrGet(product, anAuditEntry());
      await products.save(nextOf(made[0]!, { active: false }), anAuditEntry());
      const mine = new Set(made.map(({ id }) => id));
      const listed = async (which: 'active' | 'all') => {
        const found = await readAll(2, async (cursor) => {
          const page = await products.list(which, { limit: 2, cursor });
          return { items: page.products, nextCursor: page.nextCursor };
        });
        return found.map(({ id }) => id).filter((id) => mine.has(id));
      };
      const newestFirst = made.map(({ id }) => id).reverse();
      expect(await listed('active')).toEqual(newestFirst.slice(0, 2));
      expect(await listed('all')).toEqual(newestFirst);
      await expectInventedCursorsRefused((cursor) => products.list('all', { limit: 5, cursor }));
    });
  });
}
