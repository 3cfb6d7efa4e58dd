import { createHook, executionAsyncResource } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';

/**
 * Notices what a worker does between two events. Lambda freezes a worker as soon as it has answered,
 * so on AWS that work would wait for the next event, or never happen.
 *
 * Timers that do not keep a process alive are libraries' own housekeeping, and are left out.
 */
export class BetweenEvents {
  private readonly tell: (work: string) => void;
  private isBetween = false;
  private readonly callbacks = createHook({ before: () => this.noticeTimer() });

  constructor(tell: (work: string) => void) {
    this.tell = tell;
    const noticeRequest = () => this.notice('sends an HTTP request');
    subscribe('http.client.request.start', noticeRequest);
    subscribe('undici:request:create', noticeRequest);
  }

  begin(): void {
    this.isBetween = true;
    this.callbacks.enable();
  }

  end(): void {
    this.isBetween = false;
    this.callbacks.disable();
  }

  private noticeTimer(): void {
    const resource = executionAsyncResource() as { hasRef?: () => boolean };
    const isTimer = /^(Timeout|Immediate)$/.test(resource.constructor.name);
    if (isTimer && resource.hasRef?.()) this.notice('runs a timer');
  }

  private notice(work: string): void {
    if (this.isBetween) this.tell(work);
  }
}
