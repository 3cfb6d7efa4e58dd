import { createHash } from 'node:crypto';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError, UnprocessableError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { type TaxedSeller, taxOf } from '../invoices/line-tax.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Product } from './product.ts';
import type { ProductStore } from './product-store.ts';

export type NewProduct = Omit<Product, 'id' | 'createdAt' | 'updatedAt' | 'version'>;

/** `null` removes an optional field. The currency stays: another price list has other products. */
export type ProductChange = Partial<Omit<NewProduct, 'currency' | Removable>> & {
  [Name in Removable]?: NewProduct[Name] | null;
};

type Removable = 'description' | 'exemption';

/**
 * Adds a product to the price list. Its id comes from the claim, so that a repeated request adds no
 * second one.
 *
 * @throws UnprocessableError when no invoice could state why it is not taxed.
 */
export async function createProduct(
  { products, seller }: { products: Pick<ProductStore, 'createOrGet'>; seller: TaxedSeller },
  { claim, ...wanted }: NewProduct & { claim: Claim },
  context: AuditContext,
): Promise<Product> {
  requireTaxable(wanted, seller);
  const { id, createdAt } = claim;
  const product: Product = {
    ...wanted,
    id: newId('prd', new Date(createdAt), createHash('sha256').update(id).digest()),
    createdAt,
    updatedAt: createdAt,
    version: 1,
  };
  const audit = auditEntry(context, {
    action: 'product.created',
    subject: product.id,
    before: null,
    after: audited(product),
  });
  return products.createOrGet(product, audit);
}

const race = { attemptsMax: 10, busy: 'too many concurrent writes of the product' };

/**
 * Changes a product for the orders to come: those that exist keep the price they were made at.
 *
 * @throws NotFoundError when there is no such product.
 * @throws UnprocessableError when no invoice could state why it is not taxed.
 */
export async function changeProduct(
  {
    products,
    seller,
    pause,
  }: {
    products: Pick<ProductStore, 'find' | 'save'>;
    seller: TaxedSeller;
    pause: Pause;
  },
  { id, change }: { id: string; change: ProductChange },
  context: AuditContext,
): Promise<Product> {
  return untilSaved({ ...race, pause }, async () => {
    const before = await products.find(id);
    if (!before) throw new NotFoundError('product');
    const after = changed(before, change, context.now);
    requireTaxable(after, seller);
    const audit = auditEntry(context, {
      action: 'product.changed',
      subject: id,
      before: audited(before),
      after: audited(after),
    });
    return (await products.save(after, audit)) === 'saved' ? after : overtaken;
  });
}

function changed(before: Product, change: ProductChange, now: Date): Product {
  const fields = Object.entries({ ...before, ...change }).filter(([, value]) => value !== null);
  return {
    ...(Object.fromEntries(fields) as unknown as Product),
    updatedAt: now.toISOString(),
    version: before.version + 1,
  };
}

const audited = ({ name, unitGrossMinor, currency, vatRate, active }: NewProduct) => ({
  name,
  unitAmount: unitGrossMinor,
  currency,
  vatRate,
  active,
});

function requireTaxable(product: NewProduct, seller: TaxedSeller): void {
  const { vatRate, reason } = taxOf(product, seller);
  if (vatRate !== 0 && product.exemption)
    throw new UnprocessableError(
      'exemption_not_applicable',
      'The product states an exemption and is taxed: send vatRate 0 with it.',
    );
  if (vatRate === 0 && !reason)
    throw new UnprocessableError(
      'exemption_reason_missing',
      'The product has VAT rate 0: say why in exemption (a VATEX code, or text), as the law requires on every invoice.',
    );
}
