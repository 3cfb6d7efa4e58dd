import { MemoryStandingStore, MemoryThresholdStore } from '#test/memory-limits';
import { describeStandingStore, describeThresholdStore } from '../../../contracts/limit-stores.ts';

describeThresholdStore('the memory store', async () => new MemoryThresholdStore());
describeStandingStore('the memory store', async () => new MemoryStandingStore());
