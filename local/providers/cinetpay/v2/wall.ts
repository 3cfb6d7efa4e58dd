import { readJsonBody } from '../../json-body.ts';
import type { Call, Reply } from '../../loopback-server.ts';
import { wallReply } from './replies.ts';

/**
 * The firewall of the legacy API. It rejects clients without a user agent, and takes JSON in
 * `metadata` for an attack: the vendor recommends base64.
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
