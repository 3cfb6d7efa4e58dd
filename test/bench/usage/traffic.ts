import type { Dice } from '../../simulation/plan/dice.ts';
import type { TimedEvent } from './report-events.ts';

/** Of five events the last is a repetition. */
const oneRepeatedIn = 5;

/** A hundred events a second. */
const apartMs = 10;

/** Traffic begins so long ago, so that none of it lies in the future. */
export const backMs = 5 * 60_000;

/** How far back a client repeats itself. */
const rememberedMax = 1_000;

/**
 * One project's events in the order of time, a fifth of them repetitions: by turns of an event of
 * the same request, and of one before it.
 */
export class Traffic {
  readonly #projectId: string;
  readonly #dice: Dice;
  readonly #startMs: number;
  #sent = 0;
  #fresh = 0;
  #before: TimedEvent[] = [];

  constructor(projectId: string, dice: Dice, startMs: number) {
    this.#projectId = projectId;
    this.#dice = dice;
    this.#startMs = startMs;
  }

  /** The events of the next request. */
  batch(size: number): TimedEvent[] {
    const events: TimedEvent[] = [];
    for (let i = 0; i < size; i++) {
      this.#sent += 1;
      const repeated = this.#sent % oneRepeatedIn === 0 && this.#known(events);
      events.push(repeated || this.#next());
    }
    this.#before = [...this.#before, ...events].slice(-rememberedMax);
    return events;
  }

  #known(events: readonly TimedEvent[]): TimedEvent | undefined {
    const isOfBefore = this.#sent % (2 * oneRepeatedIn) === 0;
    const choices = [isOfBefore ? this.#before : events, events, this.#before];
    const known = choices.find(({ length }) => length > 0);
    return known && this.#dice.pick(known);
  }

  #next(): TimedEvent {
    this.#fresh += 1;
    return {
      id: `request-${this.#fresh}`,
      source: `/servers/${this.#projectId}`,
      projectId: this.#projectId,
      meter: 'traffic',
      bytes: this.#dice.number(200, 2_000),
      time: new Date(this.#startMs + this.#fresh * apartMs).toISOString(),
    };
  }
}
