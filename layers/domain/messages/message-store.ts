/** Remembers which messages have left, so that a repeated event sends none twice. */
export interface MessageStore {
  /**
   * Takes a message: `sent` when it has left before, `busy` while somebody else is sending it. A
   * holder that died loses it after its lease.
   */
  claim(id: string): Promise<'claimed' | 'sent' | 'busy'>;
  markSent(id: string): Promise<void>;
  /** Gives a message back that was not accepted. */
  release(id: string): Promise<void>;
}
