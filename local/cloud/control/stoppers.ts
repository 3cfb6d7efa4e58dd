type Stoppable = { stop(): unknown };

/** Stops everything that was started, in reverse order, even when one stop fails. */
export class Stoppers {
  private readonly started: Stoppable[] = [];

  add<Started extends Stoppable>(started: Started): Started {
    this.started.push(started);
    return started;
  }

  async stop(): Promise<void> {
    for (const item of this.started.splice(0).reverse())
      try {
        await item.stop();
      } catch (error) {
        console.error(`WARNING: while stopping: ${(error as Error).message}`);
      }
  }
}
