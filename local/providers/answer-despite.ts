import { setTimeout as wait } from 'node:timers/promises';
import type { FaultRegistry, Metadata, RequestFault } from './faults.ts';
import { type Call, html, Refusal, type Reply } from './loopback-server.ts';

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
  call: Call,
  answers: Answers,
): Promise<Reply> {
  const fault = faults.takeForRequest(call, answers.marks);
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
    if (error instanceof Refusal) return error.reply;
    throw error;
  }
}

const page = '<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>';
const hugeBytes = 5 * 1024 * 1024;

const statuses = /"((?:payment_)?status)":\s*"[^"]*"/gi;
const codes = /"code":\s*"\d+"/g;

/** Changes a good answer as a fault on its way would. */
export function garble(reply: Reply, fault: RequestFault | undefined): Reply {
  const body = reply.body ?? '';
  switch (fault?.fault) {
    case 'actThenTimeout':
      return { ...reply, ending: 'never' };
    case 'actThenReset':
      return { ...reply, ending: 'reset' };
    case 'truncate':
      return { ...reply, ending: 'truncated' };
    case 'html':
      return html(fault.status ?? 502, page);
    case 'empty':
      return { ...reply, body: '' };
    case 'huge':
      return { ...reply, body: body.padEnd(hugeBytes) };
    case 'wrongType':
      return { ...reply, headers: { ...reply.headers, 'content-type': 'text/plain' } };
    case 'newStatus':
      return { ...reply, body: inNewWords(body) };
    case 'redirect':
      return { status: 302, headers: { location: fault.location ?? '/' } };
    case '500':
    case '429':
    case 'refuse':
    case 'hang':
    case 'slow':
    case undefined:
      return reply;
  }
}

/** Undocumented words, in place of every status. */
const inNewWords = (body: string): string =>
  body.replaceAll(statuses, '"$1": "STATUS_OF_TOMORROW"').replaceAll(codes, '"code": "9999"');
