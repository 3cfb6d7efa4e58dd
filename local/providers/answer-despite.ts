import { setTimeout as wait } from 'node:timers/promises';
import type { FaultRegistry, Metadata, RequestFault } from './faults.ts';
import { garble } from './garble.ts';
import { type Call, Refusal, type Reply } from './loopback-server.ts';

/** The default duration of a slow answer. */
const slowMs = 1_000;

/** How a provider answers a request: properly, or with a failure before it acts. */
export type Answers = {
  /** What faults can select the request by. */
  marks: Metadata[];
  act: () => Reply | Promise<Reply>;
  /** `issue`: the refusal that was asked for, of a provider that has many. */
  refuse: (issue?: string) => Reply;
  tooMany: () => Reply;
  breakDown: () => Reply;
};

/** Answers a request, or fails in the requested way: before or after acting. */
export async function answerDespite(
  faults: FaultRegistry,
  { method, path }: Call,
  answers: Answers,
): Promise<Reply> {
  const fault = faults.takeForRequest({ method, path, metadata: answers.marks });
  await slowDown(fault);
  switch (fault?.fault) {
    case 'hang':
      return { status: 500, ending: 'never' };
    case '429':
      return answers.tooMany();
    case '500':
      return answers.breakDown();
    case 'refuse':
      return answers.refuse(fault.issue);
    default:
      return garble(await orRefusal(answers.act), fault);
  }
}

/** Waits as long as the fault asks for. */
export async function slowDown(fault: RequestFault | undefined): Promise<void> {
  const delayMs = fault?.delayMs ?? (fault?.fault === 'slow' ? slowMs : 0);
  if (delayMs > 0) await wait(delayMs, undefined, { ref: false });
}

async function orRefusal(act: Answers['act']): Promise<Reply> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) return error.reply();
    throw error;
  }
}
