import { PDFDocument } from 'pdf-lib';
import { api, eventually, initiate, invoiced, mails, press, request, settledAs } from '#test/cloud';
import { archiveFaults } from '#test/factur-x/pdf-a';
import { embeddedFile } from '#test/factur-x/pdf-objects';
import { schemaFaults } from '#test/factur-x/schema';

/** As it lies in the bucket: archivable, and with its valid figures for machines. */
async function expectFacturX(url: string): Promise<void> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  expect(await archiveFaults(bytes)).toEqual([]);
  const xml = embeddedFile(await PDFDocument.load(bytes), 'factur-x.xml')!;
  expect(schemaFaults(xml.toString('utf8'))).toEqual([]);
}

test.each([
  { amount: 46_800, currency: 'EUR', written: '468,00\u00a0€' },
  { amount: 5_000, currency: 'XOF', written: '5\u00a0000\u00a0F\u00a0CFA' },
])('a card payment of $written becomes one numbered invoice in the mailbox', async (paid) => {
  const email = `buyer-${crypto.randomUUID()}@example.com`;
  const { amount, currency } = paid;
  const payment = await initiate({ amount, currency, customer: { email, name: 'Awa Diop' } });
  expect(payment).toMatchObject({ status: 'pending', provider: 'stripe', amount, currency });

  const back = await press(payment, 'pay');
  expect(back.status).toBe(303);

  const { invoice } = await invoiced(payment.id);
  expect(invoice.number).toMatch(/^FA-\d{4}-\d{6}$/);

  const [mail] = await eventually(async () => {
    const found = await mails({ to: email });
    return found.length > 0 && found;
  });
  expect(mail?.attachments).toHaveLength(1);
  expect(mail?.body.text).toContain(paid.written);
  expect(mail?.body.text).toContain(invoice.number);

  // The buyer's own link; a server's key is shown the plain address.
  const link = await request('GET', `${invoice.url}?clientToken=${payment.clientToken}`);
  expect(link.status).toBe(302);
  expect(link.headers.get('cache-control')).toBe('private, no-store');
  expect(link.headers.get('x-content-type-options')).toBe('nosniff');
  const pdf = await request('GET', link.headers.get('location')!);
  expect(pdf.status).toBe(200);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect(pdf.headers.get('content-disposition')).toBe(
    `attachment; filename="${invoice.number}.pdf"`,
  );
  expect(pdf.headers.get('cache-control')).toBe('private, no-store');
  await expectFacturX(link.headers.get('location')!);
  await settledAs(payment.id, 'completed');
});

test('the lines of a payment and what is subtracted from them stand on its invoice', async () => {
  const payment = await initiate({
    lines: [
      {
        description: 'Café',
        quantity: 2.5,
        unitAmount: 18_000,
        discount: { amount: 1_000, reason: 'Fidélité' },
      },
      { description: 'Livraison', quantity: 1, unitAmount: 4_000 },
    ],
    discounts: [{ amount: 1_200, reason: 'Soldes' }],
  });
  await press(payment, 'pay');
  const { invoice } = await invoiced(payment.id);
  const { body } = await api('GET', `/v1/invoices/${invoice.id}`);
  expect(body).toMatchObject({
    amount: 46_800,
    lines: [
      {
        description: 'Café',
        quantity: 2.5,
        amount: 44_000,
        discount: { amount: 1_000, reason: 'Fidélité' },
      },
      { description: 'Livraison', quantity: 1, amount: 4_000 },
    ],
    discounts: [{ amount: 1_200, reason: 'Soldes' }],
  });
});
