import { MemoryTable } from '#test/memory-table';
import { describeBackfill } from '../../contracts/backfill.ts';

describeBackfill('a table in memory', async () => {
  const { table, client } = new MemoryTable();
  return { table, client, tableName: 'main', pageSize: 3 };
});
