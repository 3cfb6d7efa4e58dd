import type { Assembly } from '../../assembly/assembly.ts';
import { type Json, type JsonObject, listOf } from '../../assembly/json.ts';
import type { Call, Service, Surroundings } from '../call.ts';
import type { HttpReply } from '../http-message.ts';
import { notImplemented, WireError } from '../wire-error.ts';

/** Maximum names in one call. */
const namesMax = 10;

/** The parameter store, implemented by the gateway itself. */
export const ssm: Service = {
  protocol: () => 'json',
  read: (request, surroundings) => {
    const operation = String(request.headers['x-amz-target']).replace(/^AmazonSSM\./, '');
    const body = JSON.parse(request.body.toString('utf8')) as JsonObject;
    const names = listOf(operation === 'GetParameter' ? body.Name : body.Names).map(String);
    const answer = answers[operation];
    if (!answer) throw notImplemented(`SSM's ${operation}`);
    if (names.length > namesMax)
      throw new WireError(400, 'ValidationException', `names: length must be at most ${namesMax}`);
    const call: Call = {
      service: 'ssm',
      operation,
      protocol: 'json',
      rights: names.map((name) => ({
        action: `ssm:${operation}`,
        resource: arnOf(name, surroundings.assembly),
        context: {},
      })),
      destination: () => answer(names, body.WithDecryption === true, surroundings),
      units: () => ({ requests: 1 }),
    };
    return call;
  },
};

type Answer = (names: string[], isDecrypted: boolean, surroundings: Surroundings) => HttpReply;

const answers: Record<string, Answer> = {
  GetParameter: ([name], isDecrypted, surroundings) => {
    const parameter = parameterOf(name!, isDecrypted, surroundings);
    if (!parameter) throw new WireError(400, 'ParameterNotFound', '');
    return reply({ Parameter: parameter });
  },
  GetParameters: (names, isDecrypted, surroundings) => {
    const found = names.map((name) => parameterOf(name, isDecrypted, surroundings));
    return reply({
      Parameters: found.filter((parameter) => parameter !== undefined),
      InvalidParameters: names.filter((_, position) => found[position] === undefined),
    });
  },
};

/** Callers may name a parameter by name or by ARN. */
const nameOf = (nameOrArn: string): string => nameOrArn.replace(/^arn:[^/]+(?=\/)/, '');

const arnOf = (nameOrArn: string, { region, account }: Assembly): string => {
  const name = nameOf(nameOrArn);
  return `arn:aws:ssm:${region}:${account}:parameter${name.startsWith('/') ? '' : '/'}${name}`;
};

function parameterOf(
  nameOrArn: string,
  isDecrypted: boolean,
  { secrets, assembly }: Surroundings,
): JsonObject | undefined {
  const name = nameOf(nameOrArn);
  const value = secrets[name];
  if (value === undefined) return undefined;
  return {
    Name: name,
    Type: 'SecureString',
    // Without decryption AWS returns the ciphertext, which no caller can use.
    Value: isDecrypted ? value : `AQICAH${Buffer.from(`sealed:${name}`).toString('base64')}`,
    Version: 1,
    LastModifiedDate: 1_767_225_600,
    ARN: arnOf(name, assembly),
    DataType: 'text',
  };
}

const reply = (body: Json): HttpReply => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify(body)),
});
