import { liveValues } from '#runtime/live-values';
import type { Stage } from '#vocabulary/stages';
import type { Secrets } from '../target.ts';

/** What a look at one provider is made with. */
export type ProviderCheck = {
  fetch: typeof fetch;
  stage: Stage;
  secrets: Secrets;
  /** The address that the provider must send its notifications to. */
  webhookUrl: string;
};

/** The live value that new requests go with, while a secret is rotated. */
export const newest = (secret: string | undefined): string | undefined =>
  liveValues(secret ?? '')[0];
