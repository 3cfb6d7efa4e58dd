/** Signals writes, so that readers can sleep while there are none. */
export class Pulse {
  private beats = 0;
  private readonly waiting = new Set<() => void>();

  /** Number of signals so far; read it before looking, so that a signal meanwhile is not missed. */
  get count(): number {
    return this.beats;
  }

  beat(): void {
    this.beats += 1;
    for (const wake of [...this.waiting]) wake();
  }

  /** Waits at most `atMostMs` for a signal after `since`; returns whether there was one. */
  async after(since: number, atMostMs: number, signal: AbortSignal): Promise<boolean> {
    if (this.beats === since && !signal.aborted)
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, atMostMs);
        this.waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    return this.beats !== since;
  }
}
