import { answerCommonControl } from '../common-controls.ts';
import { answerEventControl } from '../event-controls.ts';
import type { Call, Reply } from '../loopback-server.ts';
import { json } from '../loopback-server.ts';
import { findRoute } from '../router.ts';
import type { PayPalAccount } from './account.ts';
import { controlRoutes, WrongWish } from './control-routes.ts';
import { expireDueOrders } from './expire-orders.ts';
import { PayPalFailure } from './failure.ts';

/** Answers `/_sim/…`: the controls of the simulation itself, without a token. */
export async function answerControl(account: PayPalAccount, call: Call): Promise<Reply> {
  try {
    const common = answerCommonControl(account, call);
    // Right after the clock was moved, so that due events are sent at once.
    expireDueOrders(account);
    const shared = common ?? (await answerEventControl(account.log, call));
    if (shared) return shared;
    const route = findRoute(controlRoutes, call.method, call.path);
    if (!route) return json(404, { error: `No such control: ${call.method} ${call.path}` });
    return json(200, route.handler(account, call, route.ids));
  } catch (error) {
    if (error instanceof SyntaxError) return json(400, { error: 'The body is not JSON.' });
    if (error instanceof WrongWish) return json(error.status, { error: error.message });
    if (error instanceof PayPalFailure) return json(error.status, error.body());
    throw error;
  }
}
