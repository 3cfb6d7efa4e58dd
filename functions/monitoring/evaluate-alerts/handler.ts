import { type EvaluateAlertsDeps, evaluateAlerts } from '#domain/monitoring/evaluate-alerts';
import { logger } from '#runtime/log';
import { scheduleFunction } from '#runtime/schedule';

/**
 * Every five minutes: judges the last complete slot. A rule that fails stops no other one, but fails
 * the run, so that somebody hears of it.
 */
export const createHandler = (deps: EvaluateAlertsDeps) =>
  scheduleFunction(async (run) => {
    const outcome = await evaluateAlerts(deps, run);
    const { requestId } = run;
    if (outcome.kind === 'judged_before') {
      logger.info('slot judged before', { requestId });
      return;
    }
    const { failures, ...counts } = outcome;
    logger.info('slot judged', { requestId, ...counts });
    if (failures.length > 0)
      throw new AggregateError(
        failures.map(({ error }) => error),
        `these rules failed: ${failures.map(({ rule }) => rule).join(', ')}`,
      );
  });
