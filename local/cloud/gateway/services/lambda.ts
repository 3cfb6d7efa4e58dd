import type { Assembly } from '../../assembly/assembly.ts';
import type { Service, Surroundings } from '../call.ts';
import type { HttpReply, HttpRequest } from '../http-message.ts';
import { notImplemented, WireError } from '../wire-error.ts';

const invocation = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** What an event that nobody waits for may hold. */
const eventBytesMax = 1_048_576;

/** Lambda, of which a function may ask one thing here: to run another one without waiting for it. */
export const lambda: Service = {
  protocol: () => 'rest-json',
  read: (request, surroundings) => {
    const [, name] = invocation.exec(request.path) ?? [];
    if (request.method !== 'POST' || !name)
      throw notImplemented(`Lambda's ${request.method} ${request.path}`);
    const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (type !== 'Event') throw notImplemented(`invocations of the type ${type}`);
    const resource = arnOf(decodeURIComponent(name), surroundings.assembly);
    return {
      service: 'lambda',
      // Handing an event over is free and no run yet; runs are counted as `Invoke`, where they begin.
      operation: 'InvokeEvent',
      protocol: 'rest-json',
      rights: [{ action: 'lambda:InvokeFunction', resource, context: {} }],
      destination: () => handOver(resource, request, surroundings),
      units: () => ({}),
    };
  },
};

/** A function may be named by its ARN. */
const arnOf = (nameOrArn: string, { region, account }: Assembly): string =>
  nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:aws:lambda:${region}:${account}:function:${nameOrArn}`;

function handOver(
  functionArn: string,
  { body }: HttpRequest,
  { assembly, accept }: Surroundings,
): HttpReply {
  if (assembly.byArn(functionArn)?.type !== 'AWS::Lambda::Function')
    throw new WireError(404, 'ResourceNotFoundException', `Function not found: ${functionArn}`);
  if (body.length > eventBytesMax)
    throw new WireError(
      413,
      'RequestTooLargeException',
      `${body.length} byte payload is too large for the Event invocation type (limit ${eventBytesMax} bytes)`,
    );
  accept(functionArn, eventIn(body));
  return { status: 202, headers: {}, body: Buffer.alloc(0) };
}

function eventIn(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new WireError(
      400,
      'InvalidRequestContentException',
      'Could not parse request body into json',
    );
  }
}
