import { liveValues } from '#runtime/live-values';
import type { Stage } from '#vocabulary/stages';
import type { Secrets } from '../target.ts';

/** The input of a provider's check. */
export type ProviderCheck = {
  fetch: typeof fetch;
  stage: Stage;
  secrets: Secrets;
  /** The address that must receive the provider's notifications. */
  webhookUrl: string;
};

/** The live value that new requests use while a secret is rotated. */
export const newest = (secret: string | undefined): string | undefined =>
  liveValues(secret ?? '')[0];
