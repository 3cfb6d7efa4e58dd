import { eventsMax, viewVerdicts } from '#contract/usage';
import { listUsageEvents, readUsageEvent } from '#contract/usage-events';
import { type Caller, type KeyCaller, requireScope } from '#domain/access/caller';
import { BodyRejectedError, ForbiddenError, UnauthenticatedError } from '#domain/errors';
import { type IngestDeps, ingestEvents } from '#domain/usage/ingest-events';
import type { RawEvent } from '#domain/usage/raw-event';
import type { ReportedEvent } from '#domain/usage/usage-event';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import {
  callerOf,
  type HttpEvent,
  httpFunction,
  jsonText,
  requestIdOf,
  type StoredAnswer,
} from '#runtime/http';
import { logger } from '#runtime/log';
import { readJson } from '#runtime/read-request';

export type IngestFunctionDeps = Omit<IngestDeps, 'enqueue'> &
  AnswerDeps & {
    enqueue: (events: readonly RawEvent[], requestId: string) => Promise<void>;
  };

/** A thousand events of a kilobyte. */
const bodyBytesMax = 1024 * 1024;

/** POST /v1/usage/events */
export const createHandler = (deps: IngestFunctionDeps) =>
  httpFunction(
    async (event) => {
      const key = requireUsageKey(callerOf(event));
      const reported = reportedIn(event);
      const requestId = requestIdOf(event);
      const ingest = async (): Promise<StoredAnswer> => {
        const enqueue = (events: readonly RawEvent[]) => deps.enqueue(events, requestId);
        const verdicts = await ingestEvents(
          { ...deps, enqueue },
          { reported, customerId: key.customerId },
        );
        const { results, ...counts } = viewVerdicts(verdicts);
        logger.info('usage taken in', { requestId, keyId: key.keyId, ...counts });
        return { statusCode: 202, body: JSON.stringify({ ...counts, results }) };
      };
      // Events are told apart by their own ids: a claim is paid for by whoever asks for one.
      const isClaimed = event.headers['idempotency-key'] !== undefined;
      return jsonText(isClaimed ? await answerOnce(deps, event, key, ingest) : await ingest());
    },
    { bytesMax: bodyBytesMax },
  );

function requireUsageKey(caller: Caller): KeyCaller {
  if (caller.kind === 'public')
    throw new UnauthenticatedError('credentials_required', 'Send an API key.');
  if (caller.kind === 'person') throw new ForbiddenError('Usage is reported by API keys only.');
  requireScope(caller, 'usage:write');
  return caller;
}

/**
 * Each event is judged for itself, whatever stands beside it.
 *
 * @throws BodyRejectedError for more events than are taken at once; they are counted before any is read.
 */
function reportedIn(event: HttpEvent): ReportedEvent[] {
  const { value, isWhole } = readJson(event);
  const listed = listUsageEvents(value);
  if (listed.length > eventsMax)
    throw new BodyRejectedError('body_too_large', `Send at most ${eventsMax} events at once.`);
  return listed.map((one) => readUsageEvent(one, { isWhole }));
}
