/** The process died. Nobody may catch it and go on, so the tests let it end the run. */
export class ProcessKilled extends Error {}

/** One moment of a run: the n-th call of any watched port, before or after it took effect. */
export type Moment = { call: number; when: 'before' | 'after' };

/** Counts the calls of every port it watches, and kills the run at its moment. */
export class KillSwitch {
  readonly #moment?: Moment;
  calls = 0;

  constructor(moment?: Moment) {
    this.#moment = moment;
  }

  /** The same port, whose calls may be the last. */
  watch<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target);
        return typeof member === 'function' ? this.watchCall(member.bind(target)) : member;
      },
    });
  }

  watchCall<Args extends unknown[], Result>(
    call: (...args: Args) => Promise<Result>,
  ): (...args: Args) => Promise<Result> {
    return async (...args) => {
      this.calls += 1;
      // A dead process makes no call, although a test may have caught its end.
      if (this.#moment && this.calls > this.#moment.call) throw new ProcessKilled();
      const isLast = this.calls === this.#moment?.call;
      if (isLast && this.#moment?.when === 'before') throw new ProcessKilled();
      const result = await call(...args);
      if (isLast) throw new ProcessKilled();
      return result;
    };
  }
}

/** Every moment of a run that makes so many calls. */
export const momentsOf = (calls: number): Moment[] =>
  Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) => [
    { call, when: 'before' as const },
    { call, when: 'after' as const },
  ]);
