import type { Assembly } from '../../assembly/assembly.ts';
import type { JsonObject } from '../../assembly/json.ts';
import type { Call, Service, Surroundings } from '../call.ts';
import type { HttpReply, HttpRequest } from '../http-message.ts';
import type { Right } from '../policy.ts';
import { notImplemented, WireError } from '../wire-error.ts';

/** SES: the first API uses forms, the second JSON. */
export const ses: Service = {
  protocol: ({ path }) => (path.startsWith('/v2/') ? 'rest-json' : 'query'),
  read: (request, surroundings) =>
    request.path.startsWith('/v2/')
      ? readVersionTwo(request, surroundings)
      : readVersionOne(request, surroundings),
};

/** What the needed rights depend on: sender, recipients and action. */
type Mail = {
  action: string;
  from: string;
  to: string[];
  configurationSet?: string;
  tags: Record<string, string>;
};

function readVersionOne(request: HttpRequest, surroundings: Surroundings): Call {
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
    tags: tagsIn(form),
  };
  return sending(action, mail, request, surroundings);
}

type VersionTwo = {
  FromEmailAddress?: string;
  ConfigurationSetName?: string;
  Destination?: Record<string, string[]>;
  Content?: { Raw?: { Data: string } };
  EmailTags?: { Name: string; Value: string }[];
};

function readVersionTwo(request: HttpRequest, surroundings: Surroundings): Call {
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
    tags: Object.fromEntries((body.EmailTags ?? []).map(({ Name, Value }) => [Name, Value])),
  };
  return sending('SendEmail', mail, request, surroundings);
}

function sending(
  operation: string,
  mail: Mail,
  request: HttpRequest,
  { assembly, mailSent }: Surroundings,
): Call {
  return {
    service: 'ses',
    operation,
    protocol: ses.protocol(request),
    rights: rightsFor(mail, assembly),
    destination: 'mailbox',
    // As SES: only a caller that may send learns which sets there are.
    prepare: async () => demandSound(mail, assembly),
    finish: (reply) => {
      const messageId = messageIdIn(reply);
      const { from, to, configurationSet, tags } = mail;
      if (messageId !== undefined)
        mailSent({ messageId, from, to, configurationSet, tags, sentAt: new Date() });
      return reply;
    },
    units: () => ({ requests: 1, bytes: request.body.length }),
  };
}

/** `Tags.member.1.Name=message&Tags.member.1.Value=…` */
const tagsIn = (form: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([field, name]) => {
      const [, position] = /^Tags\.member\.(\d+)\.Name$/.exec(field) ?? [];
      return position ? [[name, form.get(`Tags.member.${position}.Value`) ?? '']] : [];
    }),
  );

/**
 * @throws WireError, as SES does, for a tag with other signs than it allows, and for a configuration
 * set that does not exist.
 */
function demandSound({ tags, configurationSet }: Mail, assembly: Assembly): void {
  const isSound = (text: string): boolean => /^[A-Za-z0-9_-]{1,256}$/.test(text);
  for (const [name, value] of Object.entries(tags))
    if (!isSound(name) || !isSound(value))
      throw new WireError(
        400,
        'InvalidParameterValue',
        `Invalid tag value <${value}>: only alphanumeric ASCII characters, '_', and '-' are allowed.`,
      );
  const isKnown = assembly
    .ofType('AWS::SES::ConfigurationSet')
    .some(({ physicalId }) => physicalId === configurationSet);
  if (configurationSet !== undefined && !isKnown)
    throw new WireError(
      400,
      'ConfigurationSetDoesNotExist',
      `Configuration set <${configurationSet}> does not exist.`,
    );
}

/** SES's id of an accepted mail; undefined when it was not. */
function messageIdIn({ status, body }: HttpReply): string | undefined {
  if (status !== 200) return undefined;
  const [, inXml, inJson] =
    /<MessageId>([^<]+)<|"MessageId"\s*:\s*"([^"]+)"/.exec(body.toString('utf8')) ?? [];
  return inXml ?? inJson;
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
