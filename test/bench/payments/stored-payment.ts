import {
  type AttributeValue,
  DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { composeMime } from '#messaging/compose-mime';
import { type Mail, mails } from '#test/cloud';
import type { Engines } from '../cloud/bare-call.ts';

export type Item = Record<string, AttributeValue>;

/** All that one payment left behind, byte for byte: what the bare calls write and read again. */
export type StoredPayment = {
  table: string;
  bucket: string;
  /** A queue that nobody empties. */
  queueUrl: string;
  payment: Item;
  ledgerEntry: Item;
  marker: Item;
  invoice: Item;
  document: Item;
  series: Item;
  notification: Item;
  events: { completed: Item; issued: Item };
  message: Item;
  pdf: Uint8Array;
  mails: { buyer: Uint8Array; admin: Uint8Array };
};

const account = {
  region: 'eu-west-3',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
};

/** Reads what a finished payment left, past the gateway. */
export async function readStoredPayment(id: string, engines: Engines): Promise<StoredPayment> {
  const dynamodb = new DynamoDBClient({ ...account, endpoint: engines.dynamodb });
  const { TableNames: [table = ''] = [] } = await dynamodb.send(new ListTablesCommand({}));
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: table }));
  const own = Items.filter((item) => JSON.stringify(item).includes(id));
  const find = (prefix: string, more = '') =>
    one(own, (item) => item.pk!.S!.startsWith(prefix) && JSON.stringify(item).includes(more));
  const invoice = one(own, ({ pk, sk }) => pk!.S!.startsWith('INVOICE#') && sk!.S === 'INVOICE');
  const document = one(Items, ({ pk, sk }) => pk!.S === invoice.pk!.S && sk!.S === 'DOCUMENT');
  const ledgerEntry = one(own, ({ sk }) => sk!.S!.startsWith('LEDGER#'));
  const events = { completed: ledgerEntry.event!.M!, issued: document.event!.M! };
  const number = invoice.content!.M!.number!.S!;
  const [buyer, admin] = await Promise.all([mailWith(number, 1), mailWith(number, 0)]);
  const { bucket, pdf } = await readPdf(document.key!.S!, engines);
  return {
    table,
    bucket,
    queueUrl: await ownQueue(engines),
    payment: one(own, ({ sk }) => sk!.S === 'PAYMENT'),
    ledgerEntry,
    marker: one(
      Items,
      ({ sk, invoiceId }) => sk!.S === 'INVOICE' && invoiceId?.S === invoice.id!.S,
    ),
    invoice,
    document,
    series: one(Items, ({ pk }) => pk!.S!.startsWith('SERIES#')),
    notification: find('INBOX#', 'checkout.session.completed'),
    events,
    message: one(Items, ({ pk }) => pk!.S! === `MESSAGE#${events.issued.id!.S}`),
    pdf,
    mails: { buyer: await mimeOf(buyer), admin: await mimeOf(admin) },
  };
}

function one(items: Item[], isWanted: (item: Item) => boolean): Item {
  const found = items.find(isWanted);
  if (!found) throw new Error(`the payment left no ${isWanted}`);
  return found;
}

async function mailWith(number: string, attachments: number): Promise<Mail> {
  const found = (await mails({ about: number })).find(
    (mail) => mail.attachments.length === attachments,
  );
  if (!found) throw new Error(`the mailbox holds no mail about ${number}`);
  return found;
}

/** The mailbox keeps a mail taken apart; put together again it has the same parts and size. */
const mimeOf = ({ subject, from, destination, body, attachments }: Mail): Promise<Uint8Array> =>
  composeMime({
    subject,
    from,
    to: destination.to[0]!,
    html: body.html ?? '',
    text: body.text ?? '',
    messageId: '<bench@shop.example>',
    date: new Date(),
    attachments: attachments.map(({ filename = '', contentType, content }) => ({
      filename,
      contentType,
      content: Buffer.from(content, 'base64'),
    })),
  });

async function readPdf(key: string, { queuesAndStorage: endpoint }: Engines) {
  const s3 = new S3Client({ ...account, endpoint, forcePathStyle: true });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  for (const { Name: bucket = '' } of Buckets) {
    const object = await s3
      .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
      .catch(() => {});
    if (object?.Body) return { bucket, pdf: await object.Body.transformToByteArray() };
  }
  throw new Error(`no bucket holds ${key}`);
}

async function ownQueue({ queuesAndStorage: endpoint }: Engines): Promise<string> {
  const sqs = new SQSClient({ ...account, endpoint });
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'bench-bare' }));
  return QueueUrl;
}
