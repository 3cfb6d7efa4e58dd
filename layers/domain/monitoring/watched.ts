import type { BusinessHours } from '#vocabulary/alerts';
import type { Switches } from '../switches/switches.ts';

/** Everything that the rules judge, read once for an evaluation. */
export type Watched = {
  /** The end of the slot that is judged: the last one that is complete. */
  now: Date;
  /** IANA name: the seller's. */
  timeZone: string;
  businessHours: BusinessHours;
  switches: Switches;
  /** What buyers open or return to: origins and addresses of the configuration. */
  sites: readonly string[];
};
