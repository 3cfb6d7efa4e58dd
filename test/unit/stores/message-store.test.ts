import { type DynamoDBClient, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { DynamoMessageStore } from '#stores/message-store';
import { Table } from '#stores/table';
import { aMessage, sentToBuyer } from '#test/messages';

/** A table on which another transaction is writing the same item at first. */
function busyAtFirst() {
  const asked: string[] = [];
  const client = {
    send: async (command: object) => {
      asked.push(command.constructor.name);
      if (asked.length === 1)
        throw new TransactionConflictException({ $metadata: {}, message: 'no' });
      return {};
    },
  } as unknown as DynamoDBClient;
  return { asked, store: new DynamoMessageStore(new Table(client, 'main'), () => new Date()) };
}

describe('that a mail has left is recorded, though its bounce is noted at the same moment', () => {
  test('once all have', async () => {
    const { asked, store } = busyAtFirst();
    await store.markAllSent(aMessage(), sentToBuyer());
    expect(asked).toEqual(['UpdateItemCommand', 'UpdateItemCommand']);
  });

  test('while others have not', async () => {
    const { asked, store } = busyAtFirst();
    await store.release(aMessage(), sentToBuyer());
    expect(asked).toEqual(['UpdateItemCommand', 'UpdateItemCommand']);
  });
});
