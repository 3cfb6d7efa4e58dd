import { setTimeout as sleep } from 'node:timers/promises';
import type { Engines } from '../engines/engines.ts';
import type { Authorization } from './authorization.ts';
import { withBucketCors } from './bucket-cors.ts';
import type { Call, Surroundings } from './call.ts';
import { claimOf, identify } from './caller.ts';
import type { Credentials, Session } from './credentials.ts';
import type { Fault, FaultTable } from './faults.ts';
import type { Forwarder } from './forward.ts';
import type { HttpReply, HttpRequest } from './http-message.ts';
import type { Meter } from './meter.ts';
import { uploadCall } from './services/s3-upload.ts';
import { services } from './services/services.ts';
import type { TableWrites } from './table-writes.ts';
import { readUploadForm } from './upload-form.ts';
import { uploaderOf } from './upload-policy.ts';
import { errorReply, failed, notImplemented, throttled, WireError } from './wire-error.ts';

export type PassageParts = {
  credentials: Credentials;
  authorization: Authorization;
  faults: FaultTable;
  meter: Meter;
  forwarder: Forwarder;
  engines: Engines;
  writes: TableWrites;
  now: () => Date;
  surroundings: () => Surroundings;
};

/** `cut`: the connection ends without an answer. */
export type Outcome = HttpReply | 'cut';

/** Handles each request: identify, parse, authorise, apply a fault, forward to the engine. */
export function createPassage(parts: PassageParts) {
  return async (request: HttpRequest, callerIsGone: AbortSignal): Promise<Outcome> => {
    const outcome = await pass(request, callerIsGone);
    if (outcome === 'cut') return outcome;
    return withBucketCors(outcome, request, () => parts.surroundings().assembly);
  };

  async function pass(request: HttpRequest, callerIsGone: AbortSignal): Promise<Outcome> {
    let protocol: Call['protocol'] = 'rest-xml';
    try {
      const { session, call } = uploadIn(request, parts) ?? (await signedIn(request));
      parts.authorization.demand(session.roleArn, call.rights, protocol);
      return await hindered({ request, call, session, callerIsGone }, parts);
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      const reply = errorReply(protocol, error);
      return request.method === 'HEAD' ? { ...reply, body: Buffer.alloc(0) } : reply;
    }

    async function signedIn(signed: HttpRequest): Promise<{ session: Session; call: Call }> {
      const claim = claimOf(signed);
      const service = services[claim.service];
      if (!service) throw notImplemented(`the service ${claim.service}`);
      protocol = service.protocol(signed);
      const session = await identify(signed, claim, protocol, parts.credentials, parts.now());
      return { session, call: await service.read(signed, parts.surroundings()) };
    }
  }
}

/** A browser's upload, which has no signature of its own but that of its policy. */
function uploadIn(
  request: HttpRequest,
  { credentials, now }: PassageParts,
): { session: Session; call: Call } | undefined {
  const form = readUploadForm(request);
  return form && { session: uploaderOf(form, credentials, now()), call: uploadCall(form) };
}

type Passing = {
  request: HttpRequest;
  call: Call;
  session: Session;
  callerIsGone: AbortSignal;
};

/** Executes the call, or applies a fault before or after it. */
async function hindered(passing: Passing, parts: PassageParts): Promise<Outcome> {
  const { call, session, request } = passing;
  const label = parts.authorization.label(session.roleArn);
  const fault = parts.faults.next({
    function: label,
    service: call.service,
    operation: call.operation,
    path: request.path,
    body: request.body,
  });
  const kill = async (): Promise<Outcome> => {
    const { accessKeyId, instance } = session;
    await parts.faults.kill({ accessKeyId, instance, function: label });
    return 'cut';
  };
  if (fault?.fault === 'killBefore') return kill();
  await beforeEffect(fault, call);
  const reply = await carriedOut(passing, label, parts);
  if (fault?.fault === 'killAfter') return kill();
  if (fault?.fault === 'failAfter') throw failed(call.protocol);
  return reply;
}

async function beforeEffect(fault: Fault | undefined, { protocol }: Call): Promise<void> {
  if (fault?.delayMs) await sleep(fault.delayMs);
  if (fault?.fault === 'throttle') throw throttled(protocol);
  if (fault?.fault === 'failBefore') throw failed(protocol);
}

async function carriedOut(
  { request, call, session, callerIsGone }: Passing,
  label: string,
  { forwarder, engines, meter, authorization, writes }: PassageParts,
): Promise<HttpReply> {
  await call.prepare?.();
  const reply =
    typeof call.destination === 'function'
      ? call.destination()
      : await forwarder.send(
          engines[call.destination],
          call.forwarded ?? request,
          call.endsWithCaller ? callerIsGone : undefined,
        );
  // Failed calls too, which may have taken effect: a needless signal costs only one look.
  writes.note(call.rights);
  meter.record(label, call.service, call.operation, call.units(reply));
  return call.finish?.(reply, (right) => authorization.may(session.roleArn, right)) ?? reply;
}
