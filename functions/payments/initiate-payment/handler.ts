import type { Addresses } from '#contract/addresses';
import { viewInitiated, viewWarned } from '#contract/payment-view';
import { initiatePaymentRequest, paymentRequestFrom } from '#contract/payments';
import { type InitiateDeps, initiatePayment, paymentIdOf } from '#domain/payments/initiate-payment';
import { payableOrder } from '#domain/payments/payable-order';
import type { Payment } from '#domain/payments/payment';
import type { LookUp } from '#domain/payments/payment-request';
import { type WarningDeps, warningsOf } from '#domain/payments/payment-warnings';
import { type AnswerDeps, answerOnce, twinPatience } from '#runtime/answer-once';
import type { ReadClientTokens } from '#runtime/client-tokens';
import { callerOf, clientTokenOf, httpFunction, jsonText, requestIdOf } from '#runtime/http';
import { notePayment } from '#runtime/payment-metrics';
import { parseBody } from '#runtime/read-request';

export type InitiateFunctionDeps = Omit<InitiateDeps, 'comeBack' | 'patience'> &
  LookUp &
  AnswerDeps &
  WarningDeps & { addresses: Addresses; clientTokens: ReadClientTokens };

/** POST /v1/payments */
export const createHandler = (deps: InitiateFunctionDeps) =>
  httpFunction(async (event) => {
    const caller = callerOf(event);
    const request = paymentRequestFrom(parseBody(initiatePaymentRequest, event));
    const requestId = requestIdOf(event);
    const clientTokens = await deps.clientTokens();
    const holdsTokenOf = (subject: string) => clientTokens.isValid(clientTokenOf(event), subject);
    const lookUpOrder = payableOrder(deps, { caller, holdsTokenOf }, request);
    const comeBack = (payment: Payment) =>
      deps.addresses.comeBack(payment, clientTokens.issueReturnKey(payment.id));
    let opened: Payment | undefined;
    const kept = await answerOnce(deps, event, caller, async (claim) => {
      const namesPayer = request.customer !== undefined;
      const initiation = { order: await lookUpOrder(), caller, claim, requestId, namesPayer };
      opened = await initiatePayment({ ...deps, comeBack, patience: twinPatience }, initiation);
      if (opened.id === paymentIdOf(claim)) notePayment(opened, requestId);
      const body = JSON.stringify(viewWarned(opened, await warningsOf(deps, opened)));
      return { statusCode: 201, body, subject: opened.id };
    });
    // What allows to pay is not stored with the answer, but found or derived again.
    const payment = opened ?? (await deps.payments.find(kept.subject!))!;
    const body = viewInitiated(JSON.parse(kept.body), payment, clientTokens.issue(payment.id));
    return jsonText({ statusCode: kept.statusCode, body: JSON.stringify(body) });
  });
