/** Tells readers that something was written, so that they may rest while nothing is. */
export class Pulse {
  private beats = 0;
  private readonly waiting = new Set<() => void>();

  /** How often it has beaten: taken before looking, it keeps a beat meanwhile from being missed. */
  get count(): number {
    return this.beats;
  }

  beat(): void {
    this.beats += 1;
    for (const wake of [...this.waiting]) wake();
  }

  /** Waits for a beat later than `since`, at most so long; true when there was one. */
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
