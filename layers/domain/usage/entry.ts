import { createHash } from 'node:crypto';
import type { RawEvent } from './raw-event.ts';

const identityBytes = 8;

/** Of an entry: what the event is, and what it says. */
export const entryBytes = identityBytes + 4;

/**
 * How a bucket remembers an event: 8 bytes of its identity's SHA-256, 4 of its content's.
 *
 * An event is compared with some thousand entries on its path at most, so of a million million
 * events fewer than one in a thousand runs would meet a stranger's eight bytes.
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
