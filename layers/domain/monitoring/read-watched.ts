import type { AlertThresholds } from '#vocabulary/alerts';
import type { SwitchStore } from '../switches/switches.ts';
import type { CounterStore } from './counter-store.ts';
import { hourMs } from './counters.ts';
import { isSilenceInQuestion, silenceHoursMax } from './silence.ts';
import type { TroubleStore } from './trouble.ts';
import type { Watched } from './watched.ts';

/** As far back as the longest window of a rule. */
const windowHours = 6;

/** The same hours of the week, four times, and the silence before the first of them. */
const rhythmHours = 4 * 7 * 24 + silenceHoursMax;

export type ReadWatchedDeps = Pick<Watched, 'timeZone' | 'businessHours' | 'sites'> & {
  counters: Pick<CounterStore, 'slots' | 'hours'>;
  troubles: Pick<TroubleStore, 'between'>;
  switches: Pick<SwitchStore, 'load'>;
  thresholds: Pick<AlertThresholds, 'silentMinutes'>;
};

/**
 * Reads what the rules judge as of the end of a slot: slots and troubles of six hours, and four
 * weeks of hours only while nobody has paid lately though the shop is open.
 */
export const watchedBy =
  ({ counters, troubles, switches, thresholds, ...known }: ReadWatchedDeps) =>
  async (now: Date): Promise<Watched> => {
    const from = new Date(now.getTime() - windowHours * hourMs);
    const [slots, noted, switched] = await Promise.all([
      counters.slots(from, now),
      troubles.between(from, now),
      switches.load(),
    ]);
    const { timeZone, businessHours, sites } = known;
    const watched: Watched = {
      ...{ now, timeZone, businessHours, sites },
      ...{ slots, hours: [], troubles: noted, switches: switched },
    };
    if (!isSilenceInQuestion(watched, thresholds.silentMinutes)) return watched;
    const since = new Date(now.getTime() - rhythmHours * hourMs);
    return { ...watched, hours: await counters.hours(since, now) };
  };
