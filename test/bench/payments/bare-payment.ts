import type { BareCall } from '../cloud/bare-call.ts';
import { generate, relay, send, settle } from './run-payment.ts';
import type { Item, StoredPayment } from './stored-payment.ts';

/** Where the provider is asked for the checkout's state. */
export type ProviderQuestion = { url: string; headers: Record<string, string> };

const keyIsFree = { ConditionExpression: 'attribute_not_exists(pk)' };

/** A call, and the function that makes it. */
export type Step = BareCall & { by: string };

/**
 * The calls that a payment makes between its notification and its mail, with the very items of a
 * payment of this run under keys of their own (`seeds` are what must be there before).
 *
 * In the order of the functions that make them: settle, relay, generate, relay, send. One after the
 * other, where the product sends its two mails side by side.
 */
export function barePayment(stored: StoredPayment, ask: ProviderQuestion, run: number) {
  const own = (item: Item): Item => ({ ...item, pk: { S: ownKey(item.pk!.S!, run) } });
  const items = {
    payment: own(stored.payment),
    ledgerEntry: own(stored.ledgerEntry),
    marker: own(stored.marker),
    invoice: own(stored.invoice),
    document: own(stored.document),
    series: own(stored.series),
    notification: own(stored.notification),
  };
  const put = (item: Item, more: object) => ({ Put: { ...tableOf(stored), Item: item, ...more } });
  const { allSentAt, ...claim } = own(stored.message);
  const notesOfHour = own({ pk: { S: 'ADMIN_NOTES#2026-11-21T10' }, sk: { S: 'HOUR' } });
  const steps: Step[] = [
    { by: settle, operation: 'GetItem', input: read(stored, items.payment) },
    { by: settle, operation: 'GetFromProvider', input: ask },
    {
      by: settle,
      operation: 'TransactWriteItems',
      input: {
        TransactItems: [
          put(items.payment, numberIs('version', versionBefore(items.payment))),
          put(items.notification, keyIsFree),
          put(items.ledgerEntry, keyIsFree),
        ],
      },
    },
    message(stored, stored.events.completed),
    {
      by: generate,
      operation: 'Query',
      input: readAll(stored, items.payment),
    },
    { by: generate, operation: 'GetItem', input: read(stored, items.series) },
    {
      by: generate,
      operation: 'TransactWriteItems',
      input: {
        TransactItems: [
          put(items.series, numberIs('last', items.series.last!.N!)),
          put(items.marker, keyIsFree),
          put(items.invoice, keyIsFree),
        ],
      },
    },
    { by: generate, operation: 'PutObject', input: { ...objectOf(stored, run), Body: stored.pdf } },
    {
      by: generate,
      operation: 'PutItem',
      input: { ...tableOf(stored), Item: items.document, ...keyIsFree },
    },
    message(stored, stored.events.issued),
    { by: send, operation: 'Query', input: readAll(stored, items.invoice) },
    {
      by: send,
      operation: 'PutItem',
      input: { ...tableOf(stored), Item: claim, ...keyIsFree },
    },
    { by: send, operation: 'GetObject', input: objectOf(stored, run) },
    {
      by: send,
      operation: 'GetItem',
      input: { ...read(stored, notesOfHour), ConsistentRead: false },
    },
    {
      by: send,
      operation: 'UpdateItem',
      input: {
        ...tableOf(stored),
        Key: keyOf(notesOfHour),
        UpdateExpression: 'ADD ids :ids SET #ttl = :ttl',
        ConditionExpression: 'attribute_not_exists(ids) OR size(ids) < :places',
        ExpressionAttributeNames: { '#ttl': 'ttl' },
        ExpressionAttributeValues: {
          ':ids': { SS: [String(run)] },
          ':ttl': claim.ttl!,
          ':places': { N: '30' },
        },
      },
    },
    ...(['buyer', 'admin'] as const).map(
      (to): Step => ({
        by: send,
        operation: 'SendRawEmail',
        input: { RawMessage: { Data: stored.mails[to] } },
      }),
    ),
    {
      by: send,
      operation: 'UpdateItem',
      input: {
        ...tableOf(stored),
        Key: keyOf(claim),
        UpdateExpression: 'SET allSentAt = :now',
        ExpressionAttributeValues: { ':now': allSentAt! },
      },
    },
  ];
  return { seeds: [openPayment(items.payment), items.series], steps };
}

/** As long as the product's own, but of no kind that the stream's relay would wake for. */
const ownKey = (key: string, run: number): string =>
  `BENCH${String(run).padStart(6, '0')}${key.slice(11)}`;

const tableOf = ({ table }: StoredPayment) => ({ TableName: table });
const keyOf = ({ pk, sk }: Item): Item => ({ pk: pk!, sk: sk! });

const read = (stored: StoredPayment, item: Item) => ({
  ...tableOf(stored),
  Key: keyOf(item),
  ConsistentRead: true,
});

/** An item with all that stands beside it. */
const readAll = (stored: StoredPayment, { pk }: Item) => ({
  ...tableOf(stored),
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': pk! },
  ConsistentRead: true,
});

const versionBefore = ({ version }: Item): string => String(Number(version!.N) - 1);

/** The payment as it stood before: open, and found by its age. */
const openPayment = (payment: Item): Item => ({
  ...payment,
  version: { N: versionBefore(payment) },
});

const numberIs = (name: string, value: string) => ({
  ConditionExpression: '#number = :number',
  ExpressionAttributeNames: { '#number': name },
  ExpressionAttributeValues: { ':number': { N: value } },
});

const objectOf = ({ bucket }: StoredPayment, run: number) => ({
  Bucket: bucket,
  Key: `bench/2026/BE-2026-${String(run).padStart(6, '0')}.pdf`,
});

const message = ({ queueUrl }: StoredPayment, event: Item): Step => ({
  by: relay,
  operation: 'SendMessage',
  input: { QueueUrl: queueUrl, MessageBody: JSON.stringify(event) },
});
