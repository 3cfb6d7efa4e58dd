import { readJsonBody } from '../../json-body.ts';
import type { Call, Reply } from '../../loopback-server.ts';
import { wallReply } from './replies.ts';

/**
 * The wall in front of the legacy API. It lets nobody in who does not say what he is, and takes JSON
 * inside `metadata` for an attack: the vendor's advice is to send base64.
 */
export function stoppedAtWall(call: Call): Reply | undefined {
  if (!call.headers['user-agent']) return wallReply('1010');
  const metadata = readJsonBody(call.body)?.metadata;
  return isJson(metadata) ? wallReply('1020') : undefined;
}

function isJson(metadata: unknown): boolean {
  if (typeof metadata !== 'string') return typeof metadata === 'object' && metadata !== null;
  return /^\s*[[{]/.test(metadata);
}
