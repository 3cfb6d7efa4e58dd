import type { Invocations } from '../functions/invocations.ts';
import type { Lambda } from '../functions/lambda.ts';
import type { LogStore } from '../functions/log-store.ts';
import type { Fault, Gateway } from '../gateway/gateway.ts';
import type { NewPerson, SignIn, TokenRequest } from '../sign-in/sign-in.ts';
import type { MailEvents } from '../sources/mail-events.ts';
import type { Schedules } from '../sources/schedules.ts';
import type { QueueDesk } from './queues.ts';

/** The parts of a running cloud that an operator or a test may use. */
export type Controlled = {
  gateway: Pick<Gateway, 'grants' | 'meter' | 'faults'>;
  lambda: Lambda;
  invocations: Invocations;
  logs: LogStore;
  schedules: Schedules;
  signIn: SignIn;
  queues: () => QueueDesk;
  mailEvents: Pick<MailEvents, 'meet'>;
  /** Hands an event to a function, by its ARN, as a topic does. */
  accept: (functionArn: string, event: unknown) => unknown;
  endpoints: () => unknown;
  /** Values by the parameter's name. */
  secrets: Record<string, string>;
};

type ControlCall = { names: string[]; query: URLSearchParams; body: unknown };
type ControlRoute = [
  method: string,
  path: RegExp,
  act: (cloud: Controlled, call: ControlCall) => unknown,
];

/** The control API of a running cloud; every answer is JSON. */
export const controlRoutes: readonly ControlRoute[] = [
  ['GET', /^\/endpoints$/, ({ endpoints }) => endpoints()],
  ['GET', /^\/grants$/, ({ gateway }) => gateway.grants()],
  ['GET', /^\/meter$/, ({ gateway }) => gateway.meter.snapshot()],
  ['POST', /^\/meter\/reset$/, ({ gateway }) => gateway.meter.reset()],
  ['GET', /^\/faults$/, ({ gateway }) => gateway.faults.list()],
  ['POST', /^\/faults$/, ({ gateway }, { body }) => ({ id: gateway.faults.add(body as Fault) })],
  ['DELETE', /^\/faults$/, ({ gateway }) => gateway.faults.clear()],
  ['DELETE', /^\/faults\/(.+)$/, ({ gateway }, { names }) => gateway.faults.clear(names[0])],
  ['GET', /^\/schedules$/, ({ schedules }) => schedules.names],
  ['POST', /^\/schedules\/(.+)\/start$/, startSchedule],
  ['POST', /^\/schedules\/(.+)$/, runSchedule],
  ['POST', /^\/tokens$/, mintToken],
  ['POST', /^\/people$/, ({ signIn }, { body }) => signIn.addPerson(body as NewPerson)],
  ['GET', /^\/invocations$/, ({ invocations }) => invocations.last()],
  ['GET', /^\/functions$/, ({ lambda }) => lambda.names],
  ['POST', /^\/functions\/recycle$/, ({ lambda }) => lambda.recycle()],
  ['POST', /^\/functions\/(.+)\/recycle$/, ({ lambda }, { names }) => lambda.recycle(names[0])],
  ['POST', /^\/functions\/(.+)\/invoke$/, invoke],
  ['POST', /^\/functions\/(.+)\/start$/, startFunction],
  ['GET', /^\/secrets$/, ({ secrets }) => secrets],
  ['POST', /^\/secrets$/, rotate],
  ['POST', /^\/mails\/(.+)\/([a-z-]+)$/, meetMail],
  ['GET', /^\/queues$/, ({ queues }) => queues().list()],
  ['POST', /^\/queues\/(.+)\/redrive$/, redrive],
];

async function runSchedule({ schedules }: Controlled, { names, body }: ControlCall) {
  return invoked(await schedules.run(names[0]!, dueAtOf(body)));
}

async function startSchedule({ schedules }: Controlled, { names, body }: ControlCall) {
  await schedules.start(names[0]!, dueAtOf(body));
  return {};
}

function dueAtOf(body: unknown): Date {
  const { at } = (body ?? {}) as { at?: string };
  const dueAt = at === undefined ? new Date() : new Date(at);
  if (Number.isNaN(dueAt.getTime())) throw new Error(`"${at}" is no ISO time`);
  return dueAt;
}

async function mintToken({ signIn }: Controlled, { body }: ControlCall) {
  return { token: await signIn.mint(body as TokenRequest) };
}

async function invoke({ lambda }: Controlled, { names, body }: ControlCall) {
  return invoked(await lambda.invoke(names[0]!, body ?? {}));
}

function startFunction({ lambda, accept }: Controlled, { names, body }: ControlCall) {
  accept(lambda.find(names[0]!).arn, body);
  return {};
}

function invoked({ requestId, outcome }: Awaited<ReturnType<Lambda['invoke']>>) {
  return 'error' in outcome
    ? { requestId, error: outcome.error }
    : { requestId, result: JSON.parse(outcome.payload) };
}

/** Sets new secrets and restarts their readers, which would use the old ones for minutes. */
function rotate({ secrets, lambda }: Controlled, { body }: ControlCall) {
  const parameters = Object.keys(body as Record<string, string>);
  Object.assign(secrets, body);
  const reads = (name: string) =>
    Object.values(lambda.find(name).variables).some((value) => parameters.includes(value));
  for (const name of lambda.names) if (reads(name)) lambda.recycle(name);
  return Object.keys(secrets);
}

function meetMail({ mailEvents }: Controlled, { names: [address, outcome] }: ControlCall) {
  return mailEvents.meet(address!, outcome!);
}

async function redrive({ queues }: Controlled, { names }: ControlCall) {
  return { moved: await queues().redrive(names[0]!) };
}
