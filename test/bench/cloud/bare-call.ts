import type {
  GetItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { GetObjectCommandInput, PutObjectCommandInput } from '@aws-sdk/client-s3';
import type { SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';

/** One call with nothing of ours around it. */
export type BareCall =
  | { operation: 'GetItem'; input: GetItemCommandInput }
  | { operation: 'Query'; input: QueryCommandInput }
  | { operation: 'PutItem'; input: PutItemCommandInput }
  | { operation: 'UpdateItem'; input: UpdateItemCommandInput }
  | { operation: 'TransactWriteItems'; input: TransactWriteItemsCommandInput }
  | { operation: 'SendMessage'; input: SendMessageCommandInput }
  | { operation: 'PutObject'; input: PutObjectCommandInput }
  | { operation: 'GetObject'; input: GetObjectCommandInput }
  | { operation: 'SendRawEmail'; input: SendRawEmailCommandInput }
  | { operation: 'GetFromProvider'; input: { url: string; headers: Record<string, string> } };

/** Where the engines listen behind the gateway. */
export type Engines = { dynamodb: string; queuesAndStorage: string; mailbox: string };

/** `engines`: straight to them; without, through the gateway. */
export type BareCalls = { calls: BareCall[]; engines?: Engines };

const mark = '$bytes';

/** As text, bytes included. */
export const written = (calls: BareCalls): string =>
  JSON.stringify(calls, function (this: Record<string, unknown>, name, value) {
    // A Buffer has turned itself into an object before it is asked for here.
    const itself = this[name];
    return itself instanceof Uint8Array
      ? { [mark]: Buffer.from(itself).toString('base64') }
      : value;
  });

export const parsed = (text: string): BareCalls =>
  JSON.parse(text, (_name, value) =>
    typeof value?.[mark] === 'string' ? Buffer.from(value[mark], 'base64') : value,
  );
