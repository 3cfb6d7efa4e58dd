import type { Customer } from '#domain/customers/customer';
import type { Project } from '#domain/projects/project';
import type { ProjectChange, ProjectStore } from '#domain/projects/project-store';
import { auditWrite } from './audit-trail.ts';
import { cursorAfter, partitionOf, startAfter } from './cursors.ts';
import { customerWrite, readCustomer } from './customer-store.ts';
import { instant, optional, text } from './fields.ts';
import { indexes, keys } from './keys.ts';
import { keyOf, stored } from './stored.ts';
import type { Table } from './table.ts';

export class DynamoProjectStore implements ProjectStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async find(id: string): Promise<Project | undefined> {
    const item = await this.#table.get(keys.project(id));
    return item && projectFrom(item);
  }

  findCustomer(id: string): Promise<Customer | undefined> {
    return readCustomer(this.#table, id);
  }

  async save({ project, customer, audit }: ProjectChange): Promise<'saved' | 'stale'> {
    const { id, customerId, archivedAt } = project;
    const inIndex = archivedAt === undefined && indexes.ownerOf('PROJECTS', customerId, id);
    const refusals = await this.#table.writeTogether([
      customerWrite(customer),
      { put: { key: keys.project(id), item: { ...project, ...inIndex } } },
      auditWrite(audit),
    ]);
    return refusals ? 'stale' : 'saved';
  }

  async list(customerId: string, { limit, cursor }: { limit: number; cursor?: string }) {
    const { ownerPk } = indexes.ownerOf('PROJECTS', customerId, '');
    const reading = partitionOf(ownerPk, { index: 'owner' });
    const { items, next } = await this.#table.query({
      IndexName: 'owner',
      KeyConditionExpression: 'ownerPk = :pk',
      values: { ':pk': ownerPk },
      ScanIndexForward: false,
      Limit: limit,
      after: startAfter(cursor, reading),
    });
    const rows = await this.#table.getMany(items.map(keyOf));
    return { projects: rows.map(projectFrom), nextCursor: cursorAfter(next, reading) };
  }
}

export const projectFrom = stored<Project>({
  id: text,
  customerId: text,
  timeZone: text,
  createdAt: instant,
  archivedAt: optional(instant),
});
