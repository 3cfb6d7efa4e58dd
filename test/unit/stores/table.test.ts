import {
  type AttributeValue,
  type CancellationReason,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Invoice } from '#domain/invoices/invoice-store';
import { DynamoInvoiceStore } from '#stores/invoice-store';
import { DynamoPaymentStore } from '#stores/payment-store';
import { rowOfPayment } from '#stores/stored-payment';
import { keyIsFree, Table } from '#stores/table';
import { anInvoice } from '#test/invoices';
import { anEvent, aPayment } from '#test/payments';

type Command = { constructor: { name: string }; input: Record<string, unknown> };

/** DynamoDB as the test wants it: answers in turn, the last one for ever. */
function setup(...answers: (() => unknown)[]) {
  const asked: Command[] = [];
  const client = {
    send: async (command: Command) => {
      asked.push(command);
      return (answers[asked.length - 1] ?? answers.at(-1)!)();
    },
  } as unknown as DynamoDBClient;
  return { asked, table: new Table(client, 'main') };
}

const throws = (error: unknown) => () => {
  throw error;
};

const said = { $metadata: {}, message: 'no' };
const outage = throws(new Error('outage'));
/** An item as it travels. */
const wire = (item: object): Record<string, AttributeValue> => marshall(item);
const stored = { pk: 'A#1', sk: 'A', name: 'stored' };
const conditionFailed = throws(
  new ConditionalCheckFailedException({ ...said, Item: wire(stored) }),
);
/** Another transaction is writing the item at this moment. */
const conflict = throws(new TransactionConflictException(said));
const cancelled = (...CancellationReasons: CancellationReason[]) =>
  throws(new TransactionCanceledException({ ...said, CancellationReasons }));

const aPut = { put: { key: { pk: 'A#1', sk: 'A' }, item: { name: 'new' }, condition: keyIsFree } };

describe('a write', () => {
  test('is made on its condition, and asks for the item that prevents it', async () => {
    const { asked, table } = setup(() => ({}));
    expect(await table.write(aPut)).toBeUndefined();
    expect(asked[0]?.input).toMatchObject({
      TableName: 'main',
      Item: marshall({ pk: 'A#1', sk: 'A', name: 'new' }),
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
  });

  test('that is refused returns the item that prevented it', async () => {
    const { table } = setup(conditionFailed);
    expect(await table.write(aPut)).toEqual({ existing: stored });
  });

  test('that meets a transaction on the same item is refused, not an error', async () => {
    const { table } = setup(conflict);
    expect(await table.write(aPut)).toEqual({});
  });

  test('that fails in any other way is an error', async () => {
    await expect(setup(outage).table.write(aPut)).rejects.toThrow('outage');
  });
});

describe('writes together', () => {
  test('that are refused say which one was', async () => {
    const { table } = setup(
      cancelled({ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: wire(stored) }),
    );
    expect(await table.writeTogether([aPut, aPut])).toEqual([undefined, { existing: stored }]);
  });

  test('that meet another transaction are refused without an item', async () => {
    const { table } = setup(cancelled({ Code: 'TransactionConflict' }, { Code: 'None' }));
    expect(await table.writeTogether([aPut, aPut])).toEqual([{ existing: undefined }, undefined]);
  });

  test.each(['ThrottlingError', 'ProvisionedThroughputExceeded', 'ValidationError'])(
    'that end with %s are an error',
    async (Code) => {
      const { table } = setup(cancelled({ Code: 'ConditionalCheckFailed' }, { Code }));
      await expect(table.writeTogether([aPut, aPut])).rejects.toThrow('no');
    },
  );

  test('that fail without a reason are an error', async () => {
    await expect(setup(cancelled()).table.writeTogether([aPut])).rejects.toThrow('no');
    await expect(setup(outage).table.writeTogether([aPut])).rejects.toThrow('outage');
  });
});

describe('while a webhook is settling the payment', () => {
  test('a buyer’s poll is told to wait for its turn, without an error', async () => {
    const { table } = setup(conflict);
    const store = new DynamoPaymentStore(table, () => new Date());
    expect(await store.takeTurnToAsk('pay_1', new Date(), 10_000)).toBe(false);
  });

  test('cancelling finds its reading stale, and reads again', async () => {
    const { table } = setup(conflict);
    const store = new DynamoPaymentStore(table, () => new Date());
    expect(await store.save({ payment: aPayment() })).toBe('stale');
  });

  test('a repeated request gets the payment as it is', async () => {
    const payment = aPayment();
    const { table } = setup(conflict, () => ({
      Item: marshall(
        { pk: 'x', sk: 'y', ...rowOfPayment(payment) },
        { removeUndefinedValues: true },
      ),
    }));
    const store = new DynamoPaymentStore(table, () => new Date());
    expect(await store.createOrGet(payment)).toEqual(payment);
  });
});

describe('the event of an invoice', () => {
  const invoice: Invoice = {
    id: 'inv_1',
    paymentId: 'pay_1',
    status: 'issued',
    content: anInvoice(),
    createdAt: '2026-11-21T10:06:00.000Z',
    requestId: 'request-1',
  };
  const document = { key: 'invoices/2026/FA.pdf', sha256: 'ab'.repeat(32), bytes: 4 };
  const mark = (answer: () => unknown) =>
    // Its words are written first.
    new DynamoInvoiceStore(setup(() => ({}), answer).table).markGenerated(
      invoice,
      document,
      anEvent(),
    );

  test('was published before: nothing is left to do', async () => {
    await mark(conditionFailed);
  });

  test('that met another transaction does not count as published: it is retried', async () => {
    const attempt = mark(conflict);
    await expect(attempt).rejects.toThrow();
  });
});
