import { readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';

/** What the project's own files take from one package: `{ SQSClient }` of `@aws-sdk/client-sqs`. */
export type NeededPackage = { name: string; exports: string[] };

const importStatement = /^import (?!type)([^;]*?) from '([^'#.][^']*)';/gm;

/**
 * What a function cannot do without: the packages that its own files import, as far as they are left
 * in its bundle, and of each no more than what is asked for by name.
 */
export function packagesNeeded({ inputs, outputs }: Metafile): NeededPackage[] {
  const kept = outputs['index.js']!.inputs;
  const needed = new Map<string, Set<string>>();
  for (const file of Object.keys(inputs)) {
    const isOwn = /^(functions|layers)\//.test(file) && (kept[file]?.bytesInOutput ?? 0) > 0;
    if (!isOwn) continue;
    const text = readFileSync(file, 'utf8');
    for (const [, clause = '', name = ''] of text.matchAll(importStatement)) {
      if (name.startsWith('node:')) continue;
      const exports = needed.get(name) ?? new Set();
      needed.set(name, exports);
      for (const one of exportsOf(clause, text)) exports.add(one);
    }
  }
  return [...needed].map(([name, exports]) => ({ name, exports: [...exports].sort() }));
}

/** Names in an import clause; of `* as z` those that the file calls as `z.name`. */
function exportsOf(clause: string, text: string): string[] {
  const [, namespace] = /\* as (\w+)/.exec(clause) ?? [];
  if (namespace) {
    const used = text.matchAll(new RegExp(`\\b${namespace}\\.([a-z]\\w*)(?=[(<])`, 'g'));
    return [...used]
      .map(([, name]) => name!)
      .filter((name) => name !== 'infer' && name !== 'input');
  }
  const [, inBraces = ''] = /\{([^}]*)\}/.exec(clause) ?? [];
  const named = inBraces
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => part.split(' as ')[0]!);
  const hasDefault = /^\w/.test(clause.trim());
  return hasDefault ? ['default', ...named] : named;
}

/** What a function makes of a package as it loads, and could not do without either. */
const made: Record<string, string> = {
  DynamoDBClient: 'new $({})',
  SQSClient: 'new $({})',
  S3Client: 'new $({})',
  SESClient: 'new $({})',
  SSMClient: 'new $({})',
  Logger: 'new $()',
  Metrics: 'new $()',
};

/** A program that takes the same from the same packages, makes its clients, and does nothing else. */
export const importingAlone = (packages: readonly NeededPackage[]): string =>
  packages
    .map(({ name, exports }, i) => {
      const renamed = exports.map((one) => `${one} as _${i}_${one}`);
      const makings = exports
        .filter((one) => made[one] !== undefined)
        .map(
          (one) => `export const made_${i}_${one} = ${made[one]!.replace('$', `_${i}_${one}`)};`,
        );
      return [
        `import { ${renamed.join(', ')} } from '${name}';`,
        `export { ${exports.map((one) => `_${i}_${one}`).join(', ')} };`,
        ...makings,
      ].join('\n');
    })
    .join('\n');
