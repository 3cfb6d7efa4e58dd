import { setSwitchRequest } from '#contract/admin';
import { viewSwitch } from '#contract/admin-views';
import { requireRole } from '#domain/access/caller';
import type { Clock, RandomBytes } from '#domain/clock';
import type { Pause } from '#domain/pause';
import { setSwitch } from '#domain/switches/set-switch';
import type { SwitchStore } from '#domain/switches/switches';
import { callerOf, httpFunction, json, requestIdOf } from '#runtime/http';
import { logger } from '#runtime/log';
import { parseBody } from '#runtime/read-request';

export type SetSwitchDeps = {
  switches: SwitchStore;
  pause: Pause;
  now: Clock;
  randomBytes: RandomBytes;
};

/** PUT /v1/admin/switches: warm functions follow within seconds; running payments continue. */
export const createHandler = (deps: SetSwitchDeps) =>
  httpFunction(async (event) => {
    const caller = requireRole(callerOf(event), 'admin');
    const request = parseBody(setSwitchRequest, event);
    const requestId = requestIdOf(event);
    const context = { caller, now: deps.now(), randomBytes: deps.randomBytes, requestId };
    const set = await setSwitch(deps, request, context);
    const { provider, method, enabled } = set;
    logger.info('switch set', { requestId, provider, method, enabled });
    return json(200, viewSwitch(set));
  });
