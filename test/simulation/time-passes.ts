import type { ProviderName } from '#domain/payments/payment';
import type { Cloud } from './cloud/cloud.ts';
import { pause } from './cloud/http.ts';
import { StoredItems } from './cloud/table.ts';

const minuteMs = 60_000;
const providers: readonly ProviderName[] = ['stripe', 'paypal', 'cinetpay', 'external'];

/** Runs of the schedule for one moment: each takes fifty payments and puts off what it cannot do. */
const runsMax = 2_000;

/** How long everything that is under way may take, once nothing more is asked for. */
const quietWithinMs = 20 * minuteMs;

/** The clock that the schedules run by, from the end of the day: what falls due is done. */
export class TimePasses {
  readonly #cloud: Cloud;
  readonly #items: StoredItems;
  readonly #endOfDayMs = Date.now();
  #skippedMs = 0;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#items = new StoredItems(cloud.dynamodbUrl);
  }

  /** Moves the schedules' time to so long after the day, and does everything that is due then. */
  async until(minutes: number): Promise<void> {
    const at = new Date(this.#endOfDayMs + minutes * minuteMs);
    for (let runs = 0; runs < runsMax && (await this.#items.countDue(at)) > 0; runs++)
      await this.#run('reconcile-payments', at);
  }

  /** As `until`, with the providers' own clocks moved on as far. */
  async withProvidersUntil(minutes: number): Promise<void> {
    const advanceSeconds = (minutes * minuteMs - this.#skippedMs) / 1000;
    this.#skippedMs = minutes * minuteMs;
    for (const name of providers)
      await this.#cloud.provider(name, 'POST', '/_sim/clock', { advanceSeconds });
    await this.until(minutes);
  }

  /** Reads the providers' own lists to their ends. */
  async findMissed(): Promise<void> {
    do await this.#run('find-missed-notifications', new Date());
    while (await this.#isStillReading());
    await this.untilQuiet();
  }

  /** Sends dead letters back once: what bad luck put there is done now, and a poison stays. */
  async redrive(): Promise<number> {
    let moved = 0;
    for (const { name, deadLetters } of await this.#cloud.control('GET', '/queues'))
      if (deadLetters?.visible > 0)
        moved += (await this.#cloud.control('POST', `/queues/${encodeURIComponent(name)}/redrive`))
          .moved;
    await this.untilQuiet();
    return moved;
  }

  async #run(schedule: string, at: Date): Promise<void> {
    const answer = await this.#cloud.control('POST', `/schedules/${schedule}`, {
      at: at.toISOString(),
    });
    if (answer.error) throw new Error(`${schedule} failed: ${JSON.stringify(answer.error)}`);
  }

  async #isStillReading(): Promise<boolean> {
    const positions = await this.#items.below('CURSOR#');
    return positions.some(({ position }) => position.page !== undefined);
  }

  /**
   * Until every queue has been empty three times in a row: the relay fills them a moment later.
   * What is delayed on purpose is the second witness of something that is known already.
   */
  async untilQuiet(): Promise<void> {
    const until = Date.now() + quietWithinMs;
    for (let quiet = 0; quiet < 3; quiet = (await this.#isBusy()) ? 0 : quiet + 1) {
      if (Date.now() > until) throw new Error('the queues do not get empty');
      await pause(250);
    }
  }

  async #isBusy(): Promise<boolean> {
    const queues: { visible: number; inFlight: number }[] = await this.#cloud.control(
      'GET',
      '/queues',
    );
    return queues.some(({ visible, inFlight }) => visible + inFlight > 0);
  }
}
