/**
 * Stands for `@smithy/core/event-streams` in our bundles, where it would take 20 kB. S3's client
 * cannot be loaded without these three; used they are for event streams alone, such as S3 Select's
 * answers, which no function speaks.
 */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;

/** @throws always: see above. */
export function eventStreamSerdeProvider(): never {
  throw leftOut();
}

export class EventStreamSerde {
  constructor() {
    throw leftOut();
  }
}

const leftOut = (): Error =>
  new Error('Event streams are left out of the bundles; see docs/decisions/0009-bundles.md');
