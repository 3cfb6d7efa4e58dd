import { misfits, type Schema, type Way } from './schema-fit.ts';

type Body = { content?: Record<string, { schema: Schema }> };

type Parameter = { name: string; in: string; required?: boolean; schema: Schema };

type Reference = { $ref: string };

type Operation = {
  operationId: string;
  security: Record<string, string[]>[];
  parameters: (Parameter | Reference)[];
  requestBody?: Body;
  responses: Record<string, Body | Reference>;
};

/** The parts of a description that clients depend on. */
export type Description = {
  paths: Record<string, Record<string, Operation>>;
  /** By the type of the event; absent before there were any. */
  webhooks?: Record<string, { post: Operation }>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Body>;
  };
};

type Side = { operation: Operation; in: Description };

/**
 * What would break a client of `before` in `after`, one sentence each. Empty when `after` only
 * adds.
 */
export const breakingChanges = (before: Description, after: Description): string[] => [
  ...goneNames(before, after),
  ...Object.entries(before.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const place = `${method.toUpperCase()} ${path}`;
      const now = after.paths[path]?.[method];
      if (!now) return [`${place} is gone`];
      return changesOf({ operation, in: before }, { operation: now, in: after }, place);
    }),
  ),
  ...messageChanges(before, after),
];

/** A message goes to the client, as an answer does; a type and its form stay for ever. */
const messageChanges = (before: Description, after: Description): string[] =>
  Object.entries(before.webhooks ?? {}).flatMap(([type, { post }]) => {
    const now = after.webhooks?.[type]?.post;
    const [was, is] = [schemaOf(post.requestBody), schemaOf(now?.requestBody)];
    if (!(now && was && is)) return [`${type} is not told any more`];
    const [old, current] = [
      { operation: post, in: before },
      { operation: now, in: after },
    ];
    return schemaChanges(old, current, 'answer', [was, is], type);
  });

/** Generated clients name their types after these. */
const goneNames = (before: Description, after: Description): string[] =>
  Object.keys(before.components.schemas)
    .filter((name) => !(name in after.components.schemas))
    .map((name) => `The schema ${name} is gone`);

const changesOf = (before: Side, after: Side, place: string): string[] => [
  ...(before.operation.operationId === after.operation.operationId
    ? []
    : [`${place} is now named ${after.operation.operationId}`]),
  ...securityChanges(before.operation, after.operation, place),
  ...parameterChanges(before, after, place),
  ...requestChanges(before, after, place),
  ...answerChanges(before, after, place),
];

/** Every caller may still call, and keys need no more scopes. */
function securityChanges(before: Operation, after: Operation, place: string): string[] {
  if (after.security.length === 0) return [];
  if (before.security.length === 0) return [`${place} is not open any more`];
  return before.security.flatMap((way) =>
    Object.entries(way).flatMap(([scheme, scopes]) => {
      const now = after.security.find((alternative) => scheme in alternative)?.[scheme];
      if (!now) return [`${place} does not accept ${scheme} any more`];
      const more = now.filter((scope) => !scopes.includes(scope));
      return more.map((scope) => `${place} requires a key with ${scope}`);
    }),
  );
}

const parametersOf = ({ operation, in: { components } }: Side): Parameter[] =>
  operation.parameters.map((parameter) =>
    '$ref' in parameter ? components.parameters[nameOf(parameter)]! : parameter,
  );

const nameOf = ({ $ref }: Reference): string => $ref.split('/').at(-1)!;

/** Unknown query parameters are refused, so none may be removed. */
function parameterChanges(before: Side, after: Side, place: string): string[] {
  const [old, now] = [parametersOf(before), parametersOf(after)];
  const counterpart = (all: Parameter[], { name, in: where }: Parameter) =>
    all.find((parameter) => parameter.name === name && parameter.in === where);
  const demanded = now
    .filter((parameter) => parameter.required && !counterpart(old, parameter)?.required)
    .map(({ name }) => `${place} requires ${name}`);
  const changed = old.flatMap((parameter) => {
    const other = counterpart(now, parameter);
    if (!other) return [`${place} does not accept ${parameter.name} any more`];
    return schemaChanges(
      before,
      after,
      'request',
      [parameter.schema, other.schema],
      `${place} ${parameter.name}`,
    );
  });
  return [...demanded, ...changed];
}

const schemaOf = (body: Body | undefined): Schema | undefined =>
  Object.values(body?.content ?? {})[0]?.schema;

function requestChanges(before: Side, after: Side, place: string): string[] {
  const [old, now] = [before, after].map(({ operation }) => schemaOf(operation.requestBody));
  if (!now) return [];
  if (!old) return [`${place} requires a body`];
  return schemaChanges(before, after, 'request', [old, now], `${place} request`);
}

const answersOf = ({ operation, in: { components } }: Side): Record<string, Body> =>
  Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [
      status,
      '$ref' in response ? components.responses[nameOf(response)]! : response,
    ]),
  );

/** A problem may be removed; another answer may not. */
function answerChanges(before: Side, after: Side, place: string): string[] {
  const [old, now] = [answersOf(before), answersOf(after)];
  return Object.entries(old).flatMap(([status, body]) => {
    const other = now[status];
    if (!other) return Number(status) < 400 ? [`${place} does not answer ${status} any more`] : [];
    const [was, is] = [schemaOf(body), schemaOf(other)];
    if (!was) return [];
    if (!is) return [`${place} answers ${status} without a body`];
    const part = Number(status) < 400 ? `${place} ${status}` : `${place} ${status} Problem`;
    return schemaChanges(before, after, 'answer', [was, is], part);
  });
}

/** Depends on the direction of values: see `misfits`. */
function schemaChanges(
  before: Side,
  after: Side,
  way: Way,
  [old, now]: [Schema, Schema],
  place: string,
): string[] {
  const was = { schema: old, named: before.in.components.schemas };
  const is = { schema: now, named: after.in.components.schemas };
  return way === 'request' ? misfits(was, is, way, place) : misfits(is, was, way, place);
}
