import { answerCommonControl } from '../common-controls.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { json } from '../loopback-server.ts';
import { findRoute } from '../router.ts';
import type { StripeAccount } from './account.ts';
import { controlRoutes } from './control-routes.ts';
import { StripeFailure } from './errors.ts';
import { newId } from './ids.ts';
import { expireDueSessions } from './sessions.ts';

/** Answers `/_sim/…`: the controls of the simulation itself, without a key. */
export async function answerControl(account: StripeAccount, call: Call): Promise<Reply> {
  try {
    const common = answerCommonControl(account, call);
    expireDueSessions(account);
    if (common) return common;
    const route = findRoute(controlRoutes, call.method, call.path);
    if (!route) return json(404, { error: `No such control: ${call.method} ${call.path}` });
    return json(200, await route.handler(account, call, route.ids));
  } catch (error) {
    if (error instanceof SyntaxError) return json(400, { error: 'The body is not JSON.' });
    if (error instanceof StripeFailure) return json(error.status, error.body(newId('req_')));
    throw error;
  }
}
