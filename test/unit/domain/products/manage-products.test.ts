import { changeProduct, createProduct, type NewProduct } from '#domain/products/manage-products';
import { anAct } from '#test/audits';
import { aClaim } from '#test/claims';
import { noPause } from '#test/clock';
import { MemoryProductStore } from '#test/memory-product-store';
import { aSeller } from '#test/sellers';

const poster: NewProduct = {
  name: 'Affiche A2',
  description: 'Sur papier mat',
  unitGrossMinor: 2_400,
  currency: 'EUR',
  vatRate: 2_000,
  supplies: 'goods',
  active: true,
};

function setup(seller = aSeller()) {
  const products = new MemoryProductStore();
  const create = (changes: Partial<NewProduct> = {}) =>
    createProduct({ products, seller }, { ...poster, ...changes, claim: aClaim() }, anAct());
  const change = (id: string, changes: Parameters<typeof changeProduct>[1]['change']) =>
    changeProduct({ products, seller, pause: noPause }, { id, change: changes }, anAct());
  const trail = async () => (await products.audit.list({ limit: 10 })).entries;
  return { products, create, change, trail };
}

test('a product is added once for a request, and who did it is recorded', async () => {
  const { create, products, trail } = setup();
  const product = await create();
  expect(product).toEqual({
    ...poster,
    id: expect.stringMatching(/^prd_/),
    createdAt: '2026-11-21T10:00:00.000Z',
    updatedAt: '2026-11-21T10:00:00.000Z',
    version: 1,
  });
  expect(await create()).toEqual(product);
  expect(products.rows.size).toBe(1);
  expect(await trail()).toMatchObject([
    { action: 'product.created', subject: product.id, before: null, after: { unitAmount: 2_400 } },
  ]);
});

test('a change keeps what it does not name, removes what is null, and is recorded', async () => {
  const { create, change, products, trail } = setup();
  const product = await create();
  const changed = await change(product.id, {
    unitGrossMinor: 2_600,
    active: false,
    description: null,
  });
  const { description: _, ...rest } = product;
  expect(changed).toEqual({
    ...rest,
    unitGrossMinor: 2_600,
    active: false,
    updatedAt: '2026-11-21T10:10:00.000Z',
    version: 2,
  });
  expect(await products.find(product.id)).toEqual(changed);
  expect((await trail())[0]).toMatchObject({
    action: 'product.changed',
    before: { unitAmount: 2_400, active: true },
    after: { unitAmount: 2_600, active: false },
  });
});

test('an unknown product is not changed', async () => {
  const { change } = setup();
  await expect(change('prd_unknown', { active: false })).rejects.toMatchObject({
    code: 'product_not_found',
  });
});

test('a product that is not taxed says why, as its invoices must', async () => {
  const { create, change } = setup();
  await expect(create({ vatRate: 0 })).rejects.toMatchObject({ code: 'exemption_reason_missing' });
  const exemption = { code: 'VATEX-EU-132' };
  await expect(create({ exemption })).rejects.toMatchObject({ code: 'exemption_not_applicable' });
  const lesson = await create({ vatRate: 0, exemption });
  await expect(change(lesson.id, { vatRate: 2_000 })).rejects.toMatchObject({
    code: 'exemption_not_applicable',
  });
  expect(await change(lesson.id, { vatRate: 2_000, exemption: null })).toMatchObject({
    vatRate: 2_000,
  });
});

test('a seller without a VAT number taxes nothing, and needs no reason', async () => {
  const { create } = setup(aSeller({ vatNumber: undefined }));
  expect(await create({ vatRate: 0 })).toMatchObject({ vatRate: 0 });
});
