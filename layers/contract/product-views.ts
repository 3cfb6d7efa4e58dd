import type * as z from 'zod/mini';
import type { Product } from '#domain/products/product';
import type { productView } from './products.ts';

export const viewProduct = (product: Product): z.infer<typeof productView> => ({
  id: product.id,
  name: product.name,
  description: product.description ?? null,
  unitAmount: product.unitGrossMinor,
  currency: product.currency,
  vatRate: product.vatRate,
  exemption: product.exemption ?? null,
  supplies: product.supplies,
  active: product.active,
  createdAt: product.createdAt,
  updatedAt: product.updatedAt,
});
