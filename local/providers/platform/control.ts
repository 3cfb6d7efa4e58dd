import { wishOf, wrongWish } from '../controls.ts';
import type { Call } from '../loopback-server.ts';
import type { Control } from '../simulation.ts';
import type { PlatformAccount } from './account.ts';
import { shownFlow } from './flow.ts';

/** The controls of this simulation besides the common ones. */
export const controls: Record<string, Control<PlatformAccount>> = {
  'GET /_sim/flows': allFlows,
  'POST /_sim/rejections': reject,
  'POST /_sim/documents/:number/status': tell,
};

/** Of one document, or all of them; with the file's size. */
function allFlows({ flows }: PlatformAccount, { query }: Call): object {
  const number = query.get('number');
  return [...flows.values()]
    .filter((flow) => number === null || flow.number === number)
    .map((flow) => ({ ...shownFlow(flow), number: flow.number, bytes: flow.file.byteLength }));
}

/** What will be sent with this file name (without its ending) is rejected. */
function reject({ rejections }: PlatformAccount, call: Call): object {
  const { name, reasonCode = 'REJ_SEMAN', reasonMessage = 'A rule is broken.' } = wishOf(call);
  if (typeof name !== 'string') throw wrongWish(400, '"name" is the name of a file.');
  const codes = { reasonCode: String(reasonCode), reasonMessage: String(reasonMessage) };
  rejections.set(name, { level: 'Error', item: 'invoice', ...codes });
  return { name, ...codes };
}

/** What a buyer's platform says of a document: `{"code": "210", "reasonCode": "TX_TVA_ERR"}`. */
function tell(account: PlatformAccount, call: Call): object {
  const { code, reasonCode, reason = '' } = wishOf(call);
  if (typeof code !== 'string' || !/^\d{3}$/.test(code))
    throw wrongWish(400, '"code" is the code of a status: "205".');
  const why = reasonCode ? { code: String(reasonCode), text: String(reason) } : undefined;
  return shownFlow(account.tell(call.ids.number ?? '', code, why));
}
