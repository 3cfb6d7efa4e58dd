import { DynamoSwitchStore } from '#stores/switch-store';
import { mainTable } from './main-table.ts';

const store = new DynamoSwitchStore(mainTable);

/** The current switches of the admins. */
export const switches = () => store.load();
