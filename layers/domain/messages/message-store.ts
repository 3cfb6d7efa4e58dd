export type MessageClaim =
  | { kind: 'claimed' /** Those of the event's messages that have left before. */; sent: string[] }
  | { kind: 'all_sent' }
  | { kind: 'busy' };

/** Stores which messages of an event were sent, so that a repeated event sends none twice. */
export type MessageStore = {
  /**
   * Claims the messages of an event: `all_sent` when they were sent before, `busy` while somebody
   * else is sending them. A holder that crashed loses the claim after its lease.
   */
  claim(eventId: string): Promise<MessageClaim>;
  markAllSent(eventId: string): Promise<void>;
  /** Releases an event of which only these messages were sent. */
  release(eventId: string, sent: readonly string[]): Promise<void>;
};
