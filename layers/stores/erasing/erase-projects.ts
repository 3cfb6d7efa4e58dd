import type { ErasureStep } from '#domain/erasure/carry-out-erasure';
import { erasedProject, erasedText } from '#domain/erasure/erased';
import { keys } from '../keys.ts';
import { projectFrom } from '../project-store.ts';
import type { Table } from '../table.ts';
import { projectIdsOf } from './erase-audit.ts';
import { rewriteRow } from './rewrite.ts';

/** Projects lose their names and leave the index; what they used is counted by their number. */
export const eraseProjects = (table: Table, now: () => Date): ErasureStep => ({
  name: 'projects',
  async run({ customer }) {
    let count = 0;
    for (const id of await projectIdsOf(table, customer.id, now())) {
      const isChanged = await rewriteRow(table, keys.project(id), (item) => {
        const project = projectFrom(item);
        if (project.name === erasedText) return [];
        const condition = { expression: 'attribute_exists(pk)' };
        return [{ put: { key: keys.project(id), item: erasedProject(project, now()), condition } }];
      });
      if (isChanged) count++;
    }
    return count;
  },
});
