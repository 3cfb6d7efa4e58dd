export type MessageClaim =
  | { kind: 'claimed' /** Those of the event's messages that have left before. */; sent: string[] }
  | { kind: 'all_sent' }
  | { kind: 'busy' };

/** Remembers which messages of an event have left, so that a repeated event sends none twice. */
export type MessageStore = {
  /**
   * Takes the messages of an event: `all_sent` when they have left before, `busy` while somebody
   * else is sending them. A holder that died loses them after its lease.
   */
  claim(eventId: string): Promise<MessageClaim>;
  markAllSent(eventId: string): Promise<void>;
  /** Gives back an event of which only these have left. */
  release(eventId: string, sent: readonly string[]): Promise<void>;
};
