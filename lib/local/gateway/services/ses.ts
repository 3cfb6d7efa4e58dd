import type { Assembly } from '../../assembly/assembly.ts';
import type { JsonObject } from '../../assembly/json.ts';
import type { Call, Service } from '../call.ts';
import type { HttpRequest } from '../http-message.ts';
import { notImplemented, WireError } from '../wire-error.ts';

/** SES: the first API by form, the second by JSON. */
export const ses: Service = {
  protocol: ({ path }) => (path.startsWith('/v2/') ? 'rest-json' : 'query'),
  read: (request, { assembly }) =>
    request.path.startsWith('/v2/')
      ? readVersionTwo(request, assembly)
      : readVersionOne(request, assembly),
};

function readVersionOne(request: HttpRequest, assembly: Assembly): Call {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const operation = form.get('Action') ?? '';
  if (operation !== 'SendRawEmail' && operation !== 'SendEmail')
    throw notImplemented(`SES's ${operation}`);
  const raw = form.get('RawMessage.Data');
  return sending(operation, operation, form.get('Source') ?? fromHeader(raw), request, assembly);
}

function readVersionTwo(request: HttpRequest, assembly: Assembly): Call {
  if (request.method !== 'POST' || request.path !== '/v2/email/outbound-emails')
    throw notImplemented(`SES's ${request.method} ${request.path}`);
  const body = JSON.parse(request.body.toString('utf8')) as Record<string, JsonObject>;
  const raw = body.Content?.Raw as JsonObject | undefined;
  const from = body.FromEmailAddress ?? fromHeader((raw?.Data as string | undefined) ?? null);
  const action = raw ? 'SendRawEmail' : 'SendEmail';
  return sending('SendEmail', action, String(from), request, assembly);
}

function sending(
  operation: string,
  action: string,
  from: string,
  request: HttpRequest,
  assembly: Assembly,
): Call {
  const protocol = ses.protocol(request);
  const address = addressIn(from);
  return {
    service: 'ses',
    operation,
    protocol,
    rights: [
      {
        action: `ses:${action}`,
        resource: identityArn(address, assembly),
        context: { 'ses:FromAddress': [address] },
      },
    ],
    destination: 'mailbox',
    units: () => ({ requests: 1, bytes: request.body.length }),
  };
}

/** `Name <address>` or the bare address. */
const addressIn = (from: string): string => (/<([^>]+)>/.exec(from)?.[1] ?? from).trim();

/** The From header of a raw message, unfolded. */
function fromHeader(base64: string | null): string {
  const message = Buffer.from(base64 ?? '', 'base64').toString('utf8');
  const headers = message.split(/\r?\n\r?\n/, 1)[0]!.replaceAll(/\r?\n[ \t]+/g, ' ');
  return /^from:(.*)$/im.exec(headers)?.[1]?.trim() ?? '';
}

/**
 * The verified identity that a sender falls under: the address itself, or else its domain.
 *
 * @throws WireError as SES does when neither is verified.
 */
function identityArn(address: string, assembly: Assembly): string {
  const domain = address.split('@').at(-1) ?? '';
  const verified = assembly.ofType('AWS::SES::EmailIdentity');
  const identity =
    verified.find(({ physicalId }) => physicalId.toLowerCase() === address.toLowerCase()) ??
    verified.find(({ physicalId }) => physicalId === domain);
  if (identity) return identity.arn;
  throw new WireError(
    400,
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${assembly.region.toUpperCase()}: ${address}`,
  );
}
