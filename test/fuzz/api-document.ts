import { readFileSync } from 'node:fs';

/** A JSON Schema as the document has it, every `$ref` followed. */
export type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
};

export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
};

export type Operation = {
  id: string;
  method: string;
  path: string;
  security: string[];
  parameters: Parameter[];
  body?: Schema;
  isBodyRequired: boolean;
  /** By status, the schema of each answer in JSON; nothing where it has no body. */
  answers: Record<string, Schema | undefined>;
  /** By status, the other content types of that answer, which have no schema to hold. */
  texts: Record<string, string[]>;
};

type Json = Record<string, unknown>;
type Content = Record<string, { schema: Schema }>;

type Described = {
  operationId: string;
  security?: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { content: Content; required?: boolean };
  responses: Record<string, { content?: Content }>;
};

const served = 'functions/documentation/get-openapi/openapi.json';

/** Every operation that the API describes of itself. */
export function readOperations(): Operation[] {
  const document = JSON.parse(readFileSync(served, 'utf8')) as Json;
  const { paths } = followed(document, document) as { paths: Record<string, Json> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map(([method, described]) => operationOf(method, path, described as Described)),
  );
}

const operationOf = (method: string, path: string, described: Described): Operation => ({
  id: described.operationId,
  method: method.toUpperCase(),
  path,
  security: (described.security ?? []).flatMap(Object.keys),
  parameters: described.parameters ?? [],
  body: described.requestBody?.content['application/json']?.schema,
  isBodyRequired: described.requestBody?.required ?? false,
  answers: Object.fromEntries(
    Object.entries(described.responses).map(([status, { content }]) => [
      status,
      content && Object.values(content)[0]?.schema,
    ]),
  ),
  texts: Object.fromEntries(
    Object.entries(described.responses).map(([status, { content = {} }]) => [
      status,
      Object.keys(content).filter((type) => type.startsWith('text/')),
    ]),
  ),
});

/** The value with what it refers to in the place of each `$ref`; no schema of the API holds itself. */
function followed(value: unknown, document: Json): unknown {
  if (Array.isArray(value)) return value.map((entry) => followed(entry, document));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, ...rest } = value as Json;
  const own = Object.entries(rest).map(([name, entry]) => [name, followed(entry, document)]);
  if (typeof $ref !== 'string') return Object.fromEntries(own);
  return { ...(followed(targetOf($ref, document), document) as Json), ...Object.fromEntries(own) };
}

const targetOf = (reference: string, document: Json): unknown =>
  reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((at, step) => (at as Json)[step], document);
