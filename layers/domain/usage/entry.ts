import { createHash } from 'node:crypto';
import type { RawEvent } from './raw-event.ts';

const identityBytes = 8;

/** An entry: an event's identity, and its content. */
export const entryBytes = identityBytes + 4;

/**
 * A bucket's memory of an event: 8 bytes of its identity's SHA-256, 4 of its content's.
 *
 * An event is compared with some thousand entries at most, so even with a million million events
 * fewer than one in a thousand runs would see two identities share eight bytes.
 */
export function entryOf(event: RawEvent): Buffer {
  const { source, id, meter, projectId, bytes } = event;
  const time = event.untimed ? '' : event.time;
  return Buffer.concat([
    sha256(`${source}\n${id}`).subarray(0, identityBytes),
    sha256([meter, projectId, time, bytes].join('\n')).subarray(0, entryBytes - identityBytes),
  ]);
}

export const identityOf = (entry: Buffer): Buffer => entry.subarray(0, identityBytes);

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
