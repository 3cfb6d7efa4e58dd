import type { RequestFault } from './faults.ts';
import type { Reply } from './loopback-server.ts';
import { html } from './loopback-server.ts';

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
