import type { Finding, Fuzzed } from './fuzz-cloud.ts';

/** One finding of each kind, with how it is had again. */
export function findingsText({ findings }: Fuzzed, seed: number): string {
  const byKind = Map.groupBy(findings, ({ request, fault }) => `${request.operation.id} ${fault}`);
  return [...byKind.values()].map((same) => findingText(same[0]!, same.length, seed)).join('\n\n');
}

function findingText({ index, fault, request, answer }: Finding, times: number, seed: number) {
  const { operation, credentials, path, headers, body } = request;
  return [
    `${operation.id} ${fault} (${times} times)`,
    `  again: npm run fuzz -- --seed ${seed} --only ${index}`,
    `  ${operation.method} ${cut(path)} by ${credentials} ${JSON.stringify(headers).slice(0, 300)}`,
    ...(body ? [`  ${cut(body.toString())}`] : []),
    `  answered ${answer.status}: ${cut(answer.text)}`,
  ].join('\n');
}

const cut = (text: string): string => (text.length > 600 ? `${text.slice(0, 600)}…` : text);

/** How each operation answered: how deep the requests went. */
export const answersText = ({ answers }: Fuzzed): string =>
  Object.entries(answers)
    .map(([operation, counts]) => {
      const times = Object.entries(counts).map(([status, count]) => `${status}: ${count}`);
      return `${operation.padEnd(22)} ${times.join('  ')}`;
    })
    .join('\n');

/** The operations that nobody ever got to the end of. */
export const neverDone = ({ answers }: Fuzzed): string[] =>
  Object.entries(answers)
    .filter(([, counts]) => !Object.keys(counts).some((status) => Number(status) < 400))
    .map(([operation]) => operation);
