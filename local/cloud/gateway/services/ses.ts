import type { Assembly } from '../../assembly/assembly.ts';
import type { JsonObject } from '../../assembly/json.ts';
import type { Call, Service } from '../call.ts';
import type { HttpRequest } from '../http-message.ts';
import type { Right } from '../policy.ts';
import { notImplemented, WireError } from '../wire-error.ts';

/** SES: the first API uses forms, the second JSON. */
export const ses: Service = {
  protocol: ({ path }) => (path.startsWith('/v2/') ? 'rest-json' : 'query'),
  read: (request, { assembly }) =>
    request.path.startsWith('/v2/')
      ? readVersionTwo(request, assembly)
      : readVersionOne(request, assembly),
};

/** What the needed rights depend on: sender, recipients and action. */
type Mail = { action: string; from: string; to: string[]; configurationSet?: string };

function readVersionOne(request: HttpRequest, assembly: Assembly): Call {
  const form = new URLSearchParams(request.body.toString('utf8'));
  const action = form.get('Action') ?? '';
  if (action !== 'SendRawEmail' && action !== 'SendEmail') throw notImplemented(`SES's ${action}`);
  const raw = rawHeaders(form.get('RawMessage.Data'));
  const named = [...form]
    .filter(([field]) => /^Destination(s|\.\w+Addresses)\.member\.\d+$/.test(field))
    .map(([, address]) => address);
  const mail: Mail = {
    action,
    from: form.get('Source') ?? raw.from,
    to: named.length > 0 ? named : raw.to,
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
  };
  return sending(action, mail, request, assembly);
}

type VersionTwo = {
  FromEmailAddress?: string;
  ConfigurationSetName?: string;
  Destination?: Record<string, string[]>;
  Content?: { Raw?: { Data: string } };
};

function readVersionTwo(request: HttpRequest, assembly: Assembly): Call {
  if (request.method !== 'POST' || request.path !== '/v2/email/outbound-emails')
    throw notImplemented(`SES's ${request.method} ${request.path}`);
  const body = JSON.parse(request.body.toString('utf8')) as VersionTwo;
  const raw = rawHeaders(body.Content?.Raw?.Data ?? null);
  const named = Object.values(body.Destination ?? {}).flat();
  const mail: Mail = {
    action: body.Content?.Raw ? 'SendRawEmail' : 'SendEmail',
    from: body.FromEmailAddress ?? raw.from,
    to: named.length > 0 ? named : raw.to,
    configurationSet: body.ConfigurationSetName,
  };
  return sending('SendEmail', mail, request, assembly);
}

function sending(operation: string, mail: Mail, request: HttpRequest, assembly: Assembly): Call {
  return {
    service: 'ses',
    operation,
    protocol: ses.protocol(request),
    rights: rightsFor(mail, assembly),
    destination: 'mailbox',
    units: () => ({ requests: 1, bytes: request.body.length }),
  };
}

/**
 * As in the sandbox, where every account starts: SES checks the sender's identity and each
 * recipient's. Outside of it only the first is checked, so what passes here passes there.
 */
function rightsFor({ action, from, to, configurationSet }: Mail, assembly: Assembly): Right[] {
  const sender = addressIn(from);
  const resources = [
    `identity/${verifiedIdentity(sender, assembly)}`,
    ...to.map((recipient) => `identity/${addressIn(recipient)}`),
    ...(configurationSet ? [`configuration-set/${configurationSet}`] : []),
  ];
  return resources.map((resource) => ({
    action: `ses:${action}`,
    resource: `arn:aws:ses:${assembly.region}:${assembly.account}:${resource}`,
    context: { 'ses:FromAddress': [sender] },
  }));
}

/** `Name <address>` or the bare address. */
const addressIn = (from: string): string => (/<([^>]+)>/.exec(from)?.[1] ?? from).trim();

/** Sender and recipients in the unfolded headers of a raw message. */
function rawHeaders(base64: string | null): { from: string; to: string[] } {
  const message = Buffer.from(base64 ?? '', 'base64').toString('utf8');
  const headers = message.split(/\r?\n\r?\n/, 1)[0]!.replaceAll(/\r?\n[ \t]+/g, ' ');
  const recipients = [...headers.matchAll(/^(?:to|cc|bcc):(.*)$/gim)].map(([, field]) => field!);
  return {
    from: /^from:(.*)$/im.exec(headers)?.[1]?.trim() ?? '',
    to: recipients.flatMap((field) => field.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? []),
  };
}

/**
 * The verified identity of a sender: the address itself, or else its domain.
 *
 * @throws WireError, as SES does, when neither is verified.
 */
function verifiedIdentity(address: string, assembly: Assembly): string {
  const domain = address.split('@').at(-1) ?? '';
  const verified = verifiedIn(assembly);
  const identity =
    verified.find((name) => name.toLowerCase() === address.toLowerCase()) ??
    verified.find((name) => name === domain);
  if (identity) return identity;
  throw new WireError(
    400,
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${assembly.region.toUpperCase()}: ${address}`,
  );
}

/** The identities that the stage creates; without any, the sender is verified elsewhere. */
function verifiedIn(assembly: Assembly): string[] {
  const created = assembly.ofType('AWS::SES::EmailIdentity').map(({ physicalId }) => physicalId);
  return created.length > 0 ? created : sendersNamed(assembly);
}

const sendersNamed = (assembly: Assembly): string[] =>
  assembly.ofType('AWS::Lambda::Function').flatMap(({ properties }) => {
    const { Variables } = (properties.Environment ?? {}) as { Variables?: JsonObject };
    return typeof Variables?.MAIL_FROM === 'string' ? [Variables.MAIL_FROM] : [];
  });
