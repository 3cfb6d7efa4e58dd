import type { Operation } from '../operations/operation.ts';
import { answerExamples } from './examples.ts';
import { type ParameterExamples, parametersOf } from './parameters.ts';
import { problemReference } from './problems.ts';
import type { JsonObject, SchemaBook } from './schemas.ts';

/** An example request. */
export type RequestExample = { parameters: ParameterExamples; body?: unknown };

/** One operation of the description. */
export function describeOperation(
  operation: Operation,
  book: SchemaBook,
  example: RequestExample,
): JsonObject {
  const { id, tag, summary, people, body, answers, problems } = operation;
  const texts = [operation.description, people && `Signed in: ${people}.`].filter(Boolean);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(texts.length > 0 && { description: texts.join('\n\n') }),
    security: securityOf(operation),
    parameters: parametersOf(operation, book, example.parameters),
    ...(body && {
      requestBody: {
        required: !operation.isBodyOptional,
        content: {
          'application/json': { schema: book.describe(body, 'input'), example: example.body },
        },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [
          status,
          describeAnswer(answer, operation, book, answerExamples[id]),
        ]),
      ),
      ...Object.fromEntries(
        statusesOf(problems).map((status) => [status, problemReference(status)]),
      ),
    },
  };
}

/** Any one of these is enough. The scope of an API key is listed with it, as OpenAPI 3.1 allows. */
const securityOf = ({ security, scope }: Operation) =>
  security.map((name) => ({ [name]: name === 'apiKey' && scope ? [scope] : [] }));

const describeAnswer = (
  answer: Operation['answers'][number],
  { alsoAs = [], textType }: Operation,
  book: SchemaBook,
  example: unknown,
): JsonObject =>
  typeof answer === 'string'
    ? {
        description: answer,
        ...(textType === undefined
          ? {
              headers: {
                Location: { description: 'Where to continue.', schema: { type: 'string' } },
              },
            }
          : { content: { [textType]: { schema: { type: 'string' }, example } } }),
      }
    : {
        description: 'Done.',
        content: {
          'application/json': { schema: book.describe(answer, 'output'), example },
          ...Object.fromEntries(alsoAs.map((type) => [type, { schema: { type: 'string' } }])),
        },
      };

/** Whoever proves something may prove it wrongly too often. */
const statusesOf = (problems: readonly number[]): number[] => {
  const isProven = problems.includes(401) || problems.includes(410);
  return [...new Set([...problems, ...(isProven ? [429] : []), 500])];
};
