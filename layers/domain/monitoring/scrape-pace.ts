import { TooManyError } from '../access/abuse-errors.ts';
import type { Clock } from '../clock.ts';

/** More often, nothing new would be seen: numbers are kept for longer than this. */
const pauseMs = 5_000;

/** No shop has more scrapers; the oldest are forgotten. */
const scrapersMax = 100;

/**
 * Lets each scraper in once in five seconds. Counted by each instance of the function by itself: two
 * scrapes at the same time may both be answered, which costs no more than one.
 */
export function scrapePace(now: Clock): (scraper: string) => void {
  const lastAt = new Map<string, number>();
  return (scraper) => {
    const at = now().getTime();
    const again = (lastAt.get(scraper) ?? Number.NEGATIVE_INFINITY) + pauseMs;
    if (again > at)
      throw new TooManyError(
        'too_many_scrapes',
        'Scrape once in five seconds at most; once a minute is usual.',
        (again - at) / 1000,
      );
    lastAt.delete(scraper);
    lastAt.set(scraper, at);
    const oldest = lastAt.keys().next();
    if (lastAt.size > scrapersMax && !oldest.done) lastAt.delete(oldest.value);
  };
}
