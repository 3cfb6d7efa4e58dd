import { type Engine, startDynamodbLocal } from './dynamodb-local.ts';
import { startMailbox } from './mailbox.ts';
import { startQueuesAndStorage } from './queues-and-storage.ts';

/** The addresses of the engines behind the gateway. */
export type Engines = { dynamodb: string; queuesAndStorage: string; mailbox: string };

/** The only account that the engines know. */
export const localAccount = '000000000000';

/** Starts DynamoDB, queues, storage and mailbox, all empty and on loopback. */
export async function startEngines(options: {
  /** Scratch folder. */
  directory: string;
  mailboxPort?: number;
}): Promise<Engines & { stop(): Promise<void> }> {
  const starting = [
    startDynamodbLocal(options.directory),
    startQueuesAndStorage(),
    startMailbox(options.mailboxPort),
  ] as const;
  const outcomes = await Promise.allSettled(starting);
  const started = outcomes.flatMap((outcome) =>
    outcome.status === 'fulfilled' ? [outcome.value] : [],
  );
  const stop = async () => {
    await Promise.all(started.map((engine) => engine.stop()));
  };
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) {
    await stop();
    throw failure.reason;
  }
  const [dynamodb, queuesAndStorage, mailbox] = started as [Engine, Engine, Engine];
  return {
    dynamodb: dynamodb.url,
    queuesAndStorage: queuesAndStorage.url,
    mailbox: mailbox.url,
    stop,
  };
}
