import { setTimeout as wait } from 'node:timers/promises';
import {
  carriesMetadata,
  type FaultRegistry,
  type Metadata,
  type NotificationFault,
} from './faults.ts';
import { sendOnce } from './send-once.ts';

/** How a notification can be made untrustworthy. */
export type Forgery = 'wrongSecret' | 'stale';

/** One receiver; each attempt is signed anew, as providers do. */
export type Receiver = {
  id: string;
  url: string;
  /** With these headers, a GET is sent before every message and must be answered 2xx. */
  pingHeaders?: Record<string, string>;
  message(forgery?: Forgery): { headers: Record<string, string>; body: string };
};

export type Notification = {
  id: string;
  type: string;
  /** The metadata of its objects, which faults can select. */
  metadata: Metadata[];
  receivers: Receiver[];
};

/** One delivery attempt: the receiver's status, or null without an answer. */
export type Attempt = {
  receiverId: string;
  url: string;
  at: string;
  status: number | null;
  error?: string;
  fault?: string;
};

/** Real providers back off for hours; here eight attempts take about two minutes. */
const retryDelaysMs = [1, 2, 4, 8, 16, 32, 64].map((seconds) => seconds * 1000);
const timeoutMs = 10_000;
const usualDelayMs = 3_000;
const reorderMsMax = 2_000;

/** True for statuses that confirm the receipt. */
export function isAccepted(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Delivers at least once, in no guaranteed order, and with faults on request. */
export class Deliverer {
  private readonly faults: FaultRegistry;
  private readonly onAttempt: (notification: Notification, attempt: Attempt) => void;
  private readonly stopping = new AbortController();
  private held: { notification: Notification; metadata?: Metadata; release: () => void }[] = [];

  constructor(faults: FaultRegistry, onAttempt: Deliverer['onAttempt']) {
    this.faults = faults;
    this.onAttempt = onAttempt;
  }

  /** Starts the delivery and returns at once. */
  send(notification: Notification): void {
    if (notification.receivers.length === 0) return;
    const fault = this.faults.takeForNotification(notification.type, notification.metadata);
    // Only a pause that `stop` interrupts fails here, and nothing awaits it.
    this.sendWith(notification, fault).catch(() => {});
  }

  /** Delivers again without faults or retries, in the given number of copies. */
  async sendAgain(notification: Notification, copies: number, concurrent: boolean): Promise<void> {
    await this.repeat(copies, concurrent, () =>
      Promise.all(notification.receivers.map((receiver) => this.attempt(notification, receiver))),
    );
  }

  stop(): void {
    this.stopping.abort();
  }

  private async sendWith(notification: Notification, fault?: NotificationFault): Promise<void> {
    switch (fault?.fault) {
      case undefined:
        return this.deliver(notification);
      case 'lose':
        return this.lose(notification);
      case 'delay':
        await this.pause(fault.delayMs ?? usualDelayMs);
        return this.deliver(notification);
      case 'duplicate':
        return this.repeat(fault.copies ?? 2, fault.concurrent ?? false, () =>
          this.deliver(notification),
        );
      case 'reorder':
        await this.untilOvertaken(notification, fault);
        return this.deliver(notification);
      case 'wrongSecret':
      case 'stale':
        return this.deliver(notification, fault.fault);
    }
  }

  private async deliver(notification: Notification, forgery?: Forgery): Promise<void> {
    await Promise.all(
      notification.receivers.map((receiver) => this.persist(notification, receiver, forgery)),
    );
  }

  private async persist(
    notification: Notification,
    receiver: Receiver,
    forgery?: Forgery,
  ): Promise<void> {
    for (const delayMs of [...retryDelaysMs, undefined]) {
      const isDone = await this.attempt(notification, receiver, forgery);
      this.releaseOvertaken(notification);
      if (isDone || delayMs === undefined) return;
      await this.pause(delayMs);
    }
  }

  private async attempt(
    notification: Notification,
    receiver: Receiver,
    forgery?: Forgery,
  ): Promise<boolean> {
    const attempt = attemptAt(receiver, forgery);
    try {
      attempt.status = await this.handOver(receiver, forgery);
    } catch (error) {
      attempt.error = error instanceof Error ? error.message : String(error);
    }
    this.onAttempt(notification, attempt);
    return isAccepted(attempt.status);
  }

  private async handOver(receiver: Receiver, forgery?: Forgery): Promise<number> {
    const { url, pingHeaders: headers } = receiver;
    const signal = () => AbortSignal.any([this.stopping.signal, AbortSignal.timeout(timeoutMs)]);
    if (headers) {
      const status = await sendOnce({ url, method: 'GET', headers, signal: signal() });
      if (!isAccepted(status)) return status;
    }
    return sendOnce({ url, method: 'POST', ...receiver.message(forgery), signal: signal() });
  }

  private lose(notification: Notification): void {
    for (const receiver of notification.receivers) {
      this.onAttempt(notification, attemptAt(receiver, 'lose'));
    }
  }

  private async repeat(
    copies: number,
    concurrent: boolean,
    once: () => Promise<unknown>,
  ): Promise<void> {
    if (concurrent) await Promise.all(Array.from({ length: copies }, once));
    else for (let copy = 0; copy < copies; copy += 1) await once();
  }

  private async untilOvertaken(
    notification: Notification,
    fault: NotificationFault,
  ): Promise<void> {
    const overtaken = new Promise<void>((release) => {
      this.held.push({ notification, metadata: fault.metadata, release });
    });
    await Promise.race([overtaken, this.pause(fault.delayMs ?? reorderMsMax)]);
    this.held = this.held.filter((held) => held.notification !== notification);
  }

  private releaseOvertaken(delivered: Notification): void {
    for (const { notification, metadata, release } of this.held) {
      const isAboutTheSame = carriesMetadata(metadata, delivered.metadata);
      if (notification !== delivered && isAboutTheSame) release();
    }
  }

  private pause(ms: number): Promise<void> {
    return wait(ms, undefined, { ref: false, signal: this.stopping.signal });
  }
}

const attemptAt = ({ id, url }: Receiver, fault?: string): Attempt => ({
  receiverId: id,
  url,
  at: new Date().toISOString(),
  status: null,
  ...(fault && { fault }),
});
