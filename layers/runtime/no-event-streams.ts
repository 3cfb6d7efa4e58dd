/**
 * Replaces `@smithy/core/event-streams` in our bundles and saves 20 kB. S3's client imports these
 * three names, but only calls them for event streams such as S3 Select, which no function uses.
 */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;

/** @throws always, because it must never be called. */
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
