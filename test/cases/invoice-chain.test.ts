import { randomUUID } from 'node:crypto';
import { DynamoPaymentStore } from '#stores/payment-store';
import { control, initiate, invoiced, press } from '#test/cloud';
import { fileOf } from '#test/documents-bucket';
import { ops } from '#test/operator';
import { aCompletedPayment, anEvent, paymentIdOf } from '#test/payments';
import { mainTable } from '#test/stored-members';
import { runSchedule } from '#test/trouble';
import type { DomainEvent } from '#vocabulary/events';

/** A payment that is paid, and whose event is still on its way. */
async function aPaid(): Promise<DomainEvent> {
  const now = new Date().toISOString();
  const id = paymentIdOf(randomUUID(), now);
  const payment = aCompletedPayment({ id, createdAt: now, completedAt: now });
  await new DynamoPaymentStore(await mainTable(), () => new Date()).createOrGet(payment);
  return anEvent({ id: `evt_${id}`, type: 'payment.completed', data: { paymentId: id } });
}

test('what the stream brings together takes its numbers together, and each is rendered apart', async () => {
  const events = await Promise.all(Array.from({ length: 6 }, aPaid));
  const body = JSON.stringify({ requestId: 'request-1', events });
  const attributes = { ApproximateReceiveCount: '1' };
  const { result } = await control('POST', '/functions/invoices%2Fgenerate-invoice/invoke', {
    Records: [{ messageId: 'pack', body, attributes }],
  });
  expect(result).toEqual({ batchItemFailures: [] });
  const numbers = await Promise.all(
    events.map(async ({ data }) => {
      const { invoice } = await invoiced((data as { paymentId: string }).paymentId);
      return Number(invoice.number.slice('FA-YYYY-'.length));
    }),
  );
  const [first = 0] = numbers;
  expect(numbers).toEqual(numbers.map((_, index) => first + index));
}, 60_000);

async function anInvoice(): Promise<{ number: string }> {
  const payment = await initiate();
  await press(payment, 'pay');
  return (await invoiced(payment.id)).invoice;
}

test('the invoices of the year are proven at night and by an operator, and an exchanged file is found', async () => {
  const { number } = await anInvoice();
  const { result } = await runSchedule('verify-invoices', new Date());
  expect(result).toMatchObject({ ok: true, breakCount: 0 });
  expect(result.documents).toBeGreaterThan(0);
  const sound = await ops('invoices', 'verify');
  expect(sound.text).toContain('all sound');
  expect(sound.code).toBe(0);

  const year = number.slice('FA-'.length, 'FA-YYYY'.length);
  const file = await fileOf(number);
  const issued = await file.read();
  await file.write(Buffer.from('another file'));
  const broken = await ops('invoices', 'verify', '--year', year, '--json');
  await file.write(issued);
  expect(JSON.parse(broken.text).breaks).toEqual([{ number, why: 'file_changed' }]);
  expect(broken.code).toBe(1);
}, 60_000);
