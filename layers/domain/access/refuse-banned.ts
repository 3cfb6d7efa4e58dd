import { parseApiKey } from './api-key.ts';
import type { Credentials, Identified } from './identify-caller.ts';
import type { NoteFailedProof } from './watch-proofs.ts';

export type BanDeps = {
  noteFailedProof: NoteFailedProof;
  /** Seconds until the ban of this address ends, by a list that is read now and then. */
  strangersBan: (address: string) => Promise<number | undefined>;
};

export type BannedCaller = { kind: 'rejected'; code: 'banned'; retryAfterSeconds: number };

type Sent = Pick<Credentials, 'apiKey'> & { address: string; clientToken?: string };

/**
 * Counts a wrong key, and refuses whoever sent too many. A valid key, a person, and whoever sends a
 * client token pass from a banned address too; the token is judged by the function.
 */
export async function refuseBanned(
  deps: BanDeps,
  caller: Identified,
  sent: Sent,
): Promise<Identified | BannedCaller> {
  const seconds = await banOf(deps, caller, sent);
  return seconds === undefined
    ? caller
    : { kind: 'rejected', code: 'banned', retryAfterSeconds: seconds };
}

async function banOf(deps: BanDeps, caller: Identified, { address, apiKey, clientToken }: Sent) {
  if (caller.kind === 'rejected' && caller.code === 'api_key_invalid')
    return deps.noteFailedProof({ address, keyId: parseApiKey(apiKey ?? '')?.id });
  if (caller.kind === 'public' && clientToken === undefined) return deps.strangersBan(address);
  return undefined;
}
