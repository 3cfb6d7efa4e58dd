import type { BusinessHours } from '#vocabulary/alerts';
import type { Switches } from '../switches/switches.ts';
import type { Hour, Slot } from './counters.ts';
import type { CountedTrouble } from './trouble.ts';

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
  /** Those of the last six hours in which something happened, oldest first. */
  slots: readonly Slot[];
  /** Those of the last four weeks; only while nobody has paid lately. */
  hours: readonly Hour[];
  /** Of the last six hours, oldest first. */
  troubles: readonly CountedTrouble[];
};
