import type { EventField, EventType } from '#vocabulary/events';
import type { FunctionName } from './functions.ts';

type AnyJob = {
  function: FunctionName;
  /** Events that the relay delivers to it; a queue without any is fed by a function. */
  subscribesTo: readonly EventType[];
  /** Deliver only events whose data has this field; others would start the function for nothing. */
  onlyAbout?: EventField;
  /** Deliver only events that a webhook endpoint listens to: without one, nothing starts. */
  onlyWhileListened?: true;
};

/** Carried by a queue, with batches and a limit of concurrency; its pollers cost money while idle. */
export type QueuedJob = AnyJob & {
  carrier: 'queue';
  /** What users lose while messages are in the dead letters; the alarm text contains it. */
  errorImpact: string;
  /** Maximum number of messages per invocation. */
  batchSize: number;
  /** How long a batch waits to fill; 0 when absent. */
  windowSeconds?: number;
  /** Events that the relay sends in one message when it finds several at once. */
  packs?: readonly EventType[];
  /** Maximum number of concurrent invocations (Lambda requires at least 2). */
  concurrencyMax: number;
};

/**
 * Carried by an asynchronous invocation that the relay makes: it costs nothing while idle, and has
 * no batches and no limit of concurrency. For rare work; docs/decisions/0035-two-carriers-for-jobs.md
 * compares the prices. What users lose when it fails is in docs/runbook.md: these jobs share an alarm.
 */
export type InvokedJob = AnyJob & { carrier: 'invocation' };

export type Job = QueuedJob | InvokedJob;
