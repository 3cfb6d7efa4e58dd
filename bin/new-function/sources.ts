import type { Order } from './order.ts';

const spoken = ({ verbNoun }: Order): string => verbNoun.replaceAll('-', ' ');

/** What the function is for, in its first line. */
const promise = (order: Order): string => {
  const { trigger } = order;
  if (trigger.kind === 'route') return `${trigger.method} ${trigger.path}: ${spoken(order)}.`;
  if (trigger.kind === 'job') return `On ${trigger.eventType}: ${spoken(order)}.`;
  if (trigger.kind === 'schedule') return `By the clock: ${spoken(order)}.`;
  return `To ${spoken(order)}.`;
};

const pipelines = {
  route: [`import { httpFunction } from '#runtime/http';`, 'httpFunction(async ()'],
  none: [`import { httpFunction } from '#runtime/http';`, 'httpFunction(async ()'],
  job: [
    `import { jobFunction } from '#runtime/queue';\nimport type { Fact } from '#vocabulary/events';`,
    'jobFunction<Fact<EVENT>>(async ()',
  ],
  schedule: [`import { scheduleFunction } from '#runtime/schedule';`, 'scheduleFunction(async ()'],
} as const;

/** Translates, once the rule in the domain is written; until then it fails, and says so. */
export function handlerSource(order: Order): string {
  const { trigger } = order;
  const [imports, pipeline] = pipelines[trigger.kind];
  const fact = trigger.kind === 'job' ? `'${trigger.eventType}'` : '';
  return `${imports}

/** ${promise(order)} */
export const createHandler = () =>
  ${pipeline.replace('EVENT', fact)} => {
    throw new Error('${order.name} is not written yet');
  });
`;
}

/** Wires: variables, clients and stores, as soon as the handler asks for some. */
export const indexSource = (): string => `import { createHandler } from './handler.ts';

export const handler = createHandler();
`;

const expectations = {
  route: `const { statusCode } = (await answer()) as { statusCode: number };
  expect(statusCode).toBe(200);`,
  none: `const { statusCode } = (await answer()) as { statusCode: number };
  expect(statusCode).toBe(200);`,
  job: `await expect(answer()).resolves.toBeUndefined();`,
  schedule: `await expect(answer()).resolves.toBeUndefined();`,
} as const;

/** A test that fails until the function is written and its promise is known. */
export const testSource = (order: Order): string => `import { readFileSync } from 'node:fs';
import { logger } from '#runtime/log';
import { createHandler } from '../../../../functions/${order.name}/handler.ts';

beforeAll(() => logger.setLogLevel('SILENT'));

const answer = async () => {
  const event = JSON.parse(readFileSync('events/${order.area}.${order.verbNoun}.json', 'utf8'));
  return createHandler()(event, { awsRequestId: 'request-1' } as never);
};

test('${spoken(order)} does what a merchant expects of it', async () => {
  ${expectations[order.trigger.kind]}
});
`;
