import type { Assembly, Resource } from '../assembly/assembly.ts';
import { isJsonObject } from '../assembly/json.ts';
import { sqsDirectly } from '../sources/sqs-engine.ts';

type Counts = { visible: number; inFlight: number; delayed: number };

export type QueueState = Counts & {
  name: string;
  deadLetters: ({ name: string } & Counts) | undefined;
};

/** The operator's view of the queues. */
export type QueueDesk = {
  list(): Promise<QueueState[]>;
  /** Sends dead letters back to their source queue; returns how many. */
  redrive(name: string): Promise<number>;
};

/** `peage-dev-core/Job-send-message/Queue/Resource` becomes `send-message`. */
const nameOf = ({ path }: Resource): string =>
  path
    .split('/')
    .slice(1)
    .filter((part) => part !== 'Resource' && part !== 'Queue')
    .map((part) => part.replace(/^Job-/, ''))
    .join('/');

export function queueDesk(assembly: Assembly, queuesUrl: string): QueueDesk {
  const engine = sqsDirectly(queuesUrl, assembly.region);
  const urlOf = ({ physicalId }: Resource) => `${queuesUrl}/${assembly.account}/${physicalId}`;
  const queues = assembly.ofType('AWS::SQS::Queue');
  const deadLettersOf = ({ properties: { RedrivePolicy: policy } }: Resource) =>
    isJsonObject(policy) ? assembly.byArn(String(policy.deadLetterTargetArn)) : undefined;
  const targets = new Set(queues.map(deadLettersOf));
  const stateOf = async (queue: Resource): Promise<QueueState> => {
    const deadLetters = deadLettersOf(queue);
    return {
      name: nameOf(queue),
      ...(await engine.counts(urlOf(queue))),
      deadLetters: deadLetters && {
        name: nameOf(deadLetters),
        ...(await engine.counts(urlOf(deadLetters))),
      },
    };
  };
  return {
    list: () => Promise.all(queues.filter((queue) => !targets.has(queue)).map(stateOf)),
    redrive: async (name) => {
      const queue = queues.find((candidate) => nameOf(candidate) === name);
      const deadLetters = queue && deadLettersOf(queue);
      if (!queue || !deadLetters) throw new Error(`There is no queue ${name} with dead letters`);
      return engine.moveAll(urlOf(deadLetters), urlOf(queue));
    },
  };
}
