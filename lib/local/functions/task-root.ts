import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Marks bundles as what they are on AWS, CommonJS without a package around them: under a project
 * whose package.json says `module`, Node would read their `index.js` otherwise.
 */
export function standApartFromProject(assemblyDirectory: string): void {
  const file = join(assemblyDirectory, 'package.json');
  if (!existsSync(file)) writeFileSync(file, '{ "type": "commonjs" }\n');
}
