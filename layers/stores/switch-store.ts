import type { AuditEntry } from '#domain/audit/audit-entry';
import {
  noSwitches,
  type Switch,
  type Switches,
  type SwitchStore,
} from '#domain/switches/switches';
import { methods } from '#vocabulary/payments';
import { auditWrite } from './audit-trail.ts';
import {
  count,
  flag,
  instant,
  listOf,
  mapWith,
  oneOf,
  optional,
  provider,
  text,
} from './fields.ts';
import { keys } from './keys.ts';
import { stored } from './stored.ts';
import { keyIsFree, type Table, versionBefore } from './table.ts';

/** All switches in one item: few are ever set, and every initiation reads them. */
export class DynamoSwitchStore implements SwitchStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async load(): Promise<Switches> {
    const item = await this.#table.get(keys.switches());
    return item ? switchesFrom(item) : noSwitches;
  }

  async save(switches: Switches, audit: AuditEntry): Promise<'saved' | 'stale'> {
    const condition = switches.version === 1 ? keyIsFree : versionBefore(switches);
    const refusals = await this.#table.writeTogether([
      { put: { key: keys.switches(), item: switches, condition } },
      auditWrite(audit),
    ]);
    return refusals ? 'stale' : 'saved';
  }
}

const switchesFrom = stored<Switches>({
  switches: listOf(
    mapWith<Switch>({
      provider,
      method: optional(oneOf(...methods)),
      enabled: flag,
      changedBy: text,
      changedAt: instant,
    }),
  ),
  version: count,
});
