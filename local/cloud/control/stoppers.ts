type Stoppable = { stop(): unknown };

/** What was started, to be stopped in the opposite order, each even when another one fails. */
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
