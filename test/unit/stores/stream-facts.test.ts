import { marshall } from '@aws-sdk/util-dynamodb';
import { factsOf } from '#stores/stream-facts';

const event = {
  id: 'evt_1',
  type: 'activation.requested',
  occurredAt: '2026-11-21T10:00:00.000Z',
  requestId: 'request-1',
  data: { customerId: 'cus_1', version: '1' },
};

const aRecord = (eventName: string, key: { pk: string; sk: string }, item: object = {}) => ({
  eventID: 'f07f8ca4b0b26cb9c4e5e77e69f274ee',
  eventName,
  dynamodb: {
    ApproximateCreationDateTime: 1_795_255_200,
    Keys: marshall(key),
    NewImage: marshall({ ...key, ...item }),
  },
});

const aCustomer = { pk: 'CUSTOMER#cus_1', sk: 'CUSTOMER' };

const changed = {
  id: 'evt_f07f8ca4b0b26cb9c4e5e77e69f274ee',
  type: 'customer.changed',
  occurredAt: new Date(1_795_255_200_000).toISOString(),
  requestId: 'f07f8ca4b0b26cb9c4e5e77e69f274ee',
  data: { customerId: 'cus_1' },
};

describe('a record of the table’s stream', () => {
  test('tells the event of a new row, and of a customer that it was written', () => {
    expect(factsOf(aRecord('INSERT', aCustomer, { event }))).toEqual([event, changed]);
    expect(factsOf(aRecord('INSERT', { pk: 'OUTBOX#evt_1', sk: 'EVENT' }, { event }))).toEqual([
      event,
    ]);
  });

  test('of a row that is written again does not repeat its event', () => {
    expect(factsOf(aRecord('MODIFY', aCustomer, { event }))).toEqual([changed]);
  });

  test('of what is stored beside a customer tells nothing of the customer', () => {
    expect(factsOf(aRecord('MODIFY', { ...aCustomer, sk: 'MEMBER#mem_1' }))).toEqual([]);
  });

  test('of a deleted customer tells nothing: nobody’s limits are left', () => {
    const { dynamodb, ...record } = aRecord('REMOVE', aCustomer);
    expect(factsOf({ ...record, dynamodb: { Keys: dynamodb.Keys } })).toEqual([]);
  });

  test('of an event without a type is an error: it would reach nobody, in silence', () => {
    const { type: _, ...broken } = event;
    expect(() => factsOf(aRecord('INSERT', aCustomer, { event: broken }))).toThrow();
  });
});
