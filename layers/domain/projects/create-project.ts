import { createHash } from 'node:crypto';
import { addedADayMaxOf } from '../access/bounds.ts';
import { type AuditContext, auditEntry } from '../audit/audit-entry.ts';
import { NotFoundError } from '../errors.ts';
import type { Claim } from '../idempotency.ts';
import { newId } from '../ids.ts';
import type { Pause } from '../pause.ts';
import { takePlace } from '../plans/places.ts';
import type { Plans } from '../plans/plan.ts';
import { overtaken, untilSaved } from '../until-saved.ts';
import type { Project } from './project.ts';
import type { ProjectStore } from './project-store.ts';

export type NewProject = { name: string; customerId: string };

const race = { attemptsMax: 20, busy: 'too many concurrent writes of the customer' };

/**
 * Creates a project if the customer's plan has room. Project and counter are written in one
 * transaction, so that two requests never take the last place; a repeated request takes none.
 *
 * @throws NotFoundError when there is no such customer.
 * @throws PlanLimitReachedError when the plan allows no more.
 * @throws TooManyError when too many were added today.
 * @throws CustomerArchivedError when the customer was archived.
 */
export async function createProject(
  { projects, plans, pause }: { projects: ProjectStore; plans: Plans; pause: Pause },
  { claim, name, customerId }: NewProject & { claim: Claim },
  context: AuditContext,
): Promise<Project> {
  const { createdAt } = claim;
  const id = newId('prj', new Date(createdAt), createHash('sha256').update(claim.id).digest());
  return untilSaved({ ...race, pause }, async () => {
    const customer = await projects.findCustomer(customerId);
    if (!customer) throw new NotFoundError('customer');
    const known = await projects.find(id);
    if (known) return known;
    const project: Project = { id, customerId, timeZone: customer.timeZone, name, createdAt };
    const outcome = await projects.save({
      project,
      customer: takePlace(customer, 'projects', plans, {
        now: context.now,
        addedADayMax: addedADayMaxOf(context.caller),
      }),
      audit: auditEntry(context, {
        action: 'project.created',
        subject: id,
        before: null,
        after: { customerId },
      }),
    });
    return outcome === 'saved' ? project : overtaken;
  });
}
