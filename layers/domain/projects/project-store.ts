import type { AuditEntry } from '../audit/audit-entry.ts';
import type { Customer } from '../customers/customer.ts';
import type { Project } from './project.ts';

/** A project, the customer whose place it takes or frees, and the audit entry. */
export type ProjectChange = { project: Project; customer: Customer; audit: AuditEntry };

export type ProjectStore = {
  find(id: string): Promise<Project | undefined>;
  findCustomer(id: string): Promise<Customer | undefined>;
  /** Writes all of it unless the customer was written meanwhile. */
  save(change: ProjectChange): Promise<'saved' | 'stale'>;
  /** Newest first, without archived ones. */
  list(
    customerId: string,
    page: { limit: number; cursor?: string },
  ): Promise<{ projects: Project[]; nextCursor: string | null }>;
};
