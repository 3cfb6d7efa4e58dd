import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { errorCodes } from '#vocabulary/error-codes';
import type { FuzzRequest } from './any-request.ts';
import type { Operation, Parameter, Schema } from './api-document.ts';
import type { Answer } from './send.ts';
import type { Credentials } from './stock.ts';

const options = { strict: false, validateFormats: false };
const ajv = new Ajv2020(options);
/** Of a query, texts are numbers where the schema says so. */
const ajvOfQuery = new Ajv2020({ ...options, coerceTypes: true });

const compiled = new Map<Schema, ValidateFunction>();

function faultsOf(schema: Schema, value: unknown, by = ajv): string | undefined {
  const validate = compiled.get(schema) ?? by.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? undefined : by.errorsText(validate.errors);
}

/** What is wrong with how this was answered; nothing where all is well. */
export function judge(request: FuzzRequest, answer: Answer, credentials: Credentials): string[] {
  const { operation } = request;
  if (answer.status >= 500) return [`answers ${answer.status}`];
  if (!(answer.status in operation.answers) && !isEverywhere(answer.status))
    return [`answers ${answer.status}, which the document does not name`];
  return answer.status >= 400
    ? faultsOfProblem(operation, answer)
    : [
        ...faultsOfAnswer(operation, answer),
        ...faultsOfTaking(request, answer),
        ...credentials.mayNotSee
          .filter((id) => answer.text.includes(id))
          .map((id) => `shows ${id} to ${request.credentials}`),
      ];
}

/** A path that names nothing leads to no operation at all, and what is too large nowhere. */
const isEverywhere = (status: number): boolean => status === 404 || status === 413;

function faultsOfProblem({ answers }: Operation, { status, headers, text }: Answer): string[] {
  if (headers['content-type'] !== 'application/problem+json')
    return [`answers ${status} as ${headers['content-type']}`];
  const problem = parsed(text) as { code?: string; status?: number };
  const shape = answers[status] && faultsOf(answers[status], problem);
  if (shape) return [`its problem is none: ${shape}`];
  if (!(errorCodes as readonly string[]).includes(problem.code!))
    return [`the code ${problem.code} is not of the vocabulary`];
  return problem.status === status ? [] : [`says ${problem.status} in an answer of ${status}`];
}

function faultsOfAnswer({ answers, texts }: Operation, answer: Answer): string[] {
  const { status, headers, text } = answer;
  const schema = answers[status];
  if (!schema) return [];
  const [type = ''] = String(headers['content-type']).split(';');
  if (texts[status]?.includes(type)) return [];
  if (headers['content-type'] !== 'application/json')
    return [`answers ${status} as ${headers['content-type']}`];
  const faults = faultsOf(schema, parsed(text));
  return faults === undefined ? [] : [`its answer of ${status} is not as described: ${faults}`];
}

/** What was taken in though the document forbids it. */
function faultsOfTaking({ operation, path, body }: FuzzRequest, { text }: Answer): string[] {
  const query = faultsOf(querySchemaOf(operation), queryOf(path), ajvOfQuery);
  const faults = query === undefined ? [] : [`takes a query that it forbids: ${query}`];
  if (!operation.body || (!operation.isBodyRequired && !body?.length)) return faults;
  const taken = parsed(body?.toString() ?? '');
  if (isJudgedOneByOne(text)) return faults;
  if (taken === undefined) return [...faults, 'takes a body that is no JSON'];
  const wrong = faultsOf(operation.body, taken);
  return wrong === undefined ? faults : [...faults, `takes a body that it forbids: ${wrong}`];
}

/** Usage events are taken or refused each for itself, whatever is wrong with the others. */
const isJudgedOneByOne = (text: string): boolean =>
  ((parsed(text) as { rejected?: number } | undefined)?.rejected ?? 0) > 0;

const querySchemas = new Map<Operation, Schema>();

function querySchemaOf(operation: Operation): Schema {
  const known = querySchemas.get(operation);
  if (known) return known;
  const ofQuery = operation.parameters.filter((parameter) => parameter.in === 'query');
  const schema = {
    type: 'object',
    properties: Object.fromEntries(
      ofQuery.map((parameter: Parameter) => [parameter.name, parameter.schema]),
    ),
    required: ofQuery.filter(({ required }) => required).map(({ name }) => name),
  };
  querySchemas.set(operation, schema);
  return schema;
}

/** Several values of one name come joined, as API Gateway hands them on. */
function queryOf(path: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(path.split('?').slice(1).join('?')))
    query[name] = name in query ? `${query[name]},${value}` : value;
  return query;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
