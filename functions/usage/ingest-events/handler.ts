import { viewVerdicts } from '#contract/usage';
import { readUsageEvents } from '#contract/usage-events';
import { type IngestDeps, ingestEvents } from '#domain/usage/ingest-events';
import type { RawEvent } from '#domain/usage/raw-event';
import { requireUsageKey } from '#domain/usage/usage-key';
import { type AnswerDeps, answerOnce } from '#runtime/answer-once';
import { callerOf, httpFunction, jsonText, requestIdOf, type StoredAnswer } from '#runtime/http';
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
      const ingestion = { reported: readUsageEvents(readJson(event)), customerId: key.customerId };
      const requestId = requestIdOf(event);
      const enqueue = (events: readonly RawEvent[]) => deps.enqueue(events, requestId);
      const ingest = async (): Promise<StoredAnswer> => {
        const { results, ...counts } = viewVerdicts(
          await ingestEvents({ ...deps, enqueue }, ingestion),
        );
        logger.info('usage taken in', { requestId, keyId: key.keyId, ...counts });
        return { statusCode: 202, body: JSON.stringify({ ...counts, results }) };
      };
      // Events have their own ids; only callers who send a key pay for a claim.
      const isClaimed = event.headers['idempotency-key'] !== undefined;
      return jsonText(isClaimed ? await answerOnce(deps, event, key, ingest) : await ingest());
    },
    { bytesMax: bodyBytesMax },
  );
