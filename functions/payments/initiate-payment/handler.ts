import { viewInitiated } from '#contract/payment-view';
import { initiatePaymentRequest } from '#contract/payments';
import { type IdempotencyStore, once } from '#domain/idempotency';
import type { Addresses } from '#domain/payments/addresses';
import { type InitiateDeps, initiatePayment } from '#domain/payments/initiate-payment';
import type { Payment } from '#domain/payments/payment';
import type { ReadClientTokens } from '#runtime/client-tokens';
import {
  callerOf,
  claimOf,
  clientTokenOf,
  httpFunction,
  jsonText,
  requestIdOf,
  twinPatience,
} from '#runtime/http';
import { notePayment } from '#runtime/payment-metrics';
import { parseBody } from '#runtime/read-request';
import { orderMaker } from './order.ts';
import type { OrderDeps } from './order-request.ts';

export type InitiateFunctionDeps = Omit<InitiateDeps, 'comeBack'> &
  OrderDeps & {
    idempotency: IdempotencyStore;
    addresses: Addresses;
    clientTokens: ReadClientTokens;
  };

/** POST /v1/payments */
export const createHandler = (deps: InitiateFunctionDeps) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const request = parseBody(initiatePaymentRequest, event);
    const requestId = requestIdOf(event);
    const clientTokens = await deps.clientTokens();
    const holdsTokenOf = (subject: string) => clientTokens.isValid(clientTokenOf(event), subject);
    const makeOrder = orderMaker(deps, { caller, holdsTokenOf }, request);
    const comeBack = (payment: Payment) => {
      const returnKey = clientTokens.issueReturnKey(payment.id);
      return {
        success: deps.addresses.callback(payment, returnKey, 'success'),
        cancel: deps.addresses.callback(payment, returnKey, 'cancel'),
        notify: deps.addresses.webhook(payment.provider),
      };
    };
    const answer = await once(
      deps.idempotency,
      claimOf(event, caller, deps.now()),
      async (claim) => {
        const order = await makeOrder();
        const ownerId = caller.kind === 'key' ? caller.keyId : undefined;
        const payment = await initiatePayment(
          { ...deps, comeBack },
          { order, claim, requestId, ownerId },
        );
        notePayment(payment, requestId);
        const body = viewInitiated(payment, clientTokens.issue(payment.id));
        return { statusCode: 201, body: JSON.stringify(body) };
      },
      twinPatience,
    );
    return jsonText(answer);
  });
