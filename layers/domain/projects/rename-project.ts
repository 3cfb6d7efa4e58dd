import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { writtenAgain } from '../customers/customer.ts';
import { NotFoundError } from '../errors.ts';
import type { Pause } from '../pause.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Project } from './project.ts';
import type { ProjectStore } from './project-store.ts';

const race = { attemptsMax: 20, busy: 'too many concurrent writes of the customer' };

/**
 * Renames a project; invoices and mails use the new name from then on.
 *
 * @param customerId the customer that the project must belong to; any when absent.
 * @throws NotFoundError both for what does not exist and for what belongs to somebody else.
 */
export async function renameProject(
  { projects, pause }: { projects: ProjectStore; pause: Pause },
  { id, customerId, name }: { id: string; customerId?: string; name: string },
  context: AuditContext,
): Promise<Project> {
  return untilSaved({ ...race, pause }, async () => {
    const found = await projects.find(id);
    const isTheirs = customerId === undefined || found?.customerId === customerId;
    if (!found || !isTheirs) throw new NotFoundError('project');
    const customer = await projects.findCustomer(found.customerId);
    if (!customer) throw new Error('the customer is not stored');
    // Read again after the customer: whoever changed it wrote the customer too.
    const project = (await projects.find(id))!;
    if (project.name === name) return project;
    const renamed = { ...project, name };
    const outcome = await projects.save({
      project: renamed,
      customer: writtenAgain(customer, context.now),
      audit: auditEntry(context, {
        action: 'project.renamed',
        subject: id,
        before: { name: project.name },
        after: { name },
      }),
    });
    return outcome === 'saved' ? renamed : overtaken;
  });
}
