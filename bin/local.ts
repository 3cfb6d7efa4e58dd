import { commands, usage } from '../local/cloud/cli/commands.ts';

const [name = '', ...parameters] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  console.error(usage);
  process.exit(1);
}
try {
  await command(parameters);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
