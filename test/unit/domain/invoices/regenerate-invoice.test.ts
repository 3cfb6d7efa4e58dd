import { createHash } from 'node:crypto';
import { regenerateInvoice } from '#domain/invoices/regenerate-invoice';
import { anInvoice } from '#test/invoices';
import { anIssuedInvoice } from '#test/issued-invoices';
import { anEvent } from '#test/payments';

const payUrl = async () => 'https://shop.example/pay';

/** An invoice whose file is stored as it was drawn when it was issued. */
async function drawn() {
  const world = await anIssuedInvoice();
  const { all, id, invoices, documents } = world;
  const deps = { ...all, payUrl };
  const invoice = invoices.rows.get(id)!;
  const bytes = await deps.render(invoice.content, { payUrl: await payUrl() });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const document = { key: 'invoices/2026/FA-2026-000001.pdf', sha256, bytes: bytes.length };
  await documents.put(document, bytes);
  invoices.put({ ...invoice, document });
  const newRenderer = { ...deps, render: async () => new TextEncoder().encode('another look') };
  const damage = () => documents.files.set(document.key, new TextEncoder().encode('damaged'));
  const kinds = async () => ((await world.stored()).history ?? []).map(({ kind }) => kind);
  return { ...world, deps, newRenderer, document, bytes, damage, kinds };
}

test('a sound document that is drawn the same stays as it is, also once it is paid', async () => {
  const { deps, act, id, invoices, documents, document, kinds } = await drawn();
  const unchanged = { outcome: 'unchanged', sha256: document.sha256 };
  expect(await regenerateInvoice(deps, act())).toEqual(unchanged);
  const payment = { ...anInvoice().payment!, id: 'pay_1' };
  await invoices.markPaid(invoices.rows.get(id)!, payment, anEvent());
  expect(await regenerateInvoice(deps, act('claim-2'))).toEqual(unchanged);
  expect(documents.puts).toHaveLength(1);
  expect(await kinds()).toEqual([]);
});

test.each(['missing', 'damaged'])(
  'a %s file is stored again, the same to the byte',
  async (how) => {
    const { deps, act, documents, document, bytes, damage, kinds, standings } = await drawn();
    if (how === 'missing') documents.files.delete(document.key);
    else damage();
    expect(await regenerateInvoice(deps, act())).toEqual({
      outcome: 'restored',
      sha256: document.sha256,
    });
    expect(await documents.get(document)).toEqual(bytes);
    expect(await kinds()).toEqual(['regenerated']);
    expect(standings.audit).toMatchObject([
      { action: 'invoice.regenerated', actor: 'person:user-admin' },
    ]);
  },
);

test('a run that crashed before the file was stored is completed, and noted once', async () => {
  const { deps, act, documents, document, bytes, damage, kinds } = await drawn();
  damage();
  const broken = Object.assign(Object.create(documents), {
    put: () => Promise.reject(new Error('no bucket')),
  });
  const crashing = regenerateInvoice({ ...deps, documents: broken }, act());
  await expect(crashing).rejects.toThrow('no bucket');
  expect((await regenerateInvoice(deps, act())).outcome).toBe('restored');
  expect(await documents.get(document)).toEqual(bytes);
  expect(await kinds()).toEqual(['regenerated']);
});

test('the original is kept when it would be drawn differently today', async () => {
  const { newRenderer, act, documents, document, bytes, kinds } = await drawn();
  expect((await regenerateInvoice(newRenderer, act())).outcome).toBe('kept');
  expect(await documents.get(document)).toEqual(bytes);
  expect(await kinds()).toEqual([]);
});

test('a lost file that would be drawn differently is refused, and nothing is written', async () => {
  const { newRenderer, act, documents, document, kinds, standings } = await drawn();
  documents.files.delete(document.key);
  const refused = regenerateInvoice(newRenderer, act());
  await expect(refused).rejects.toMatchObject({ code: 'document_differs' });
  expect(documents.files.size).toBe(0);
  expect(await kinds()).toEqual([]);
  expect(standings.audit).toEqual([]);
});

test('what has no document yet, or does not exist, is refused', async () => {
  const { deps, act, invoices, id } = await drawn();
  const nowhere = { ...act(), invoiceId: 'inv_nowhere' };
  await expect(regenerateInvoice(deps, nowhere)).rejects.toMatchObject({
    code: 'invoice_not_found',
  });
  const { document: _, ...unread } = invoices.rows.get(id)!;
  invoices.put(unread);
  await expect(regenerateInvoice(deps, act())).rejects.toMatchObject({ code: 'invoice_not_ready' });
});
