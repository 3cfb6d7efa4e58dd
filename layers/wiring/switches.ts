import { DynamoSwitchStore } from '#stores/switch-store';
import { mainTable } from './main-table.ts';

const store = new DynamoSwitchStore(mainTable);

/** What admins have switched off, as it stands now. */
export const switches = () => store.load();
