import type { AuditEntry } from '#domain/audit/audit-entry';
import { noSwitches, type Switches, type SwitchStore } from '#domain/switches/switches';
import { MemoryAuditTrail } from './memory-audit-trail.ts';

/** Keeps the promises of the port, and writes its entries to the audit trail. */
export class MemorySwitchStore implements SwitchStore {
  stored: Switches = noSwitches;
  readonly audit: MemoryAuditTrail;

  constructor(audit = new MemoryAuditTrail()) {
    this.audit = audit;
  }

  async load(): Promise<Switches> {
    return structuredClone(this.stored);
  }

  async save(switches: Switches, audit: AuditEntry): Promise<'saved' | 'stale'> {
    if (this.stored.version !== switches.version - 1) return 'stale';
    this.stored = structuredClone(switches);
    await this.audit.record(audit);
    return 'saved';
  }
}
