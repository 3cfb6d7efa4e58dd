import type { Project } from '#domain/projects/project';
import type { ProjectChange, ProjectStore } from '#domain/projects/project-store';
import { MemoryCustomerStore } from './memory-customer-store.ts';
import { type PageRequest, pageOf } from './memory-pages.ts';

/** Keeps the promises of the port, beside the customers. */
export class MemoryProjectStore implements ProjectStore {
  readonly rows = new Map<string, Project>();
  readonly customers: MemoryCustomerStore;

  constructor(customers = new MemoryCustomerStore()) {
    this.customers = customers;
  }

  async find(id: string): Promise<Project | undefined> {
    return structuredClone(this.rows.get(id));
  }

  findCustomer(id: string) {
    return this.customers.find(id);
  }

  async save({ project, customer, audit }: ProjectChange): Promise<'saved' | 'stale'> {
    const write = () => this.rows.set(project.id, structuredClone(project));
    return this.customers.writeTogether(customer, { audit, write });
  }

  async list(customerId: string, page: PageRequest) {
    const newestFirst = [...this.rows.values()]
      .filter((project) => project.customerId === customerId && !project.archivedAt)
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const list = `projects of ${customerId}`;
    const { items, nextCursor } = pageOf(newestFirst, page, { list, idOf: ({ id }) => id });
    return { projects: items, nextCursor };
  }
}
