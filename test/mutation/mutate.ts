import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rules } from './rules.ts';

/**
 * npm run mutate [-- money vat]
 *
 * Breaks each rule in every small way that Stryker knows, and counts how often its own tests notice.
 * Ends with 1 when those of a rule let more than 15 % of the changes through. What did not change
 * since the last run is not tried again.
 */
const wanted = process.argv.slice(2);
const names = Object.keys(rules).filter((name) => wanted.length === 0 || wanted.includes(name));
const rows = names.map((name) => {
  const { status } = spawnSync('stryker', ['run', 'stryker.config.js'], {
    stdio: 'inherit',
    env: { ...process.env, MUTATED_RULE: name },
  });
  return { name, isHeld: status === 0, ...scoreOf(name) };
});
for (const { name, killed, tried, isHeld } of rows) {
  const percent = ((100 * killed) / tried).toFixed(1);
  console.log(
    `${name.padEnd(12)}${percent.padStart(6)} %  ${killed} of ${tried}${isHeld ? '' : '  TOO FEW'}`,
  );
}
process.exitCode = rows.length > 0 && rows.every(({ isHeld }) => isHeld) ? 0 : 1;

type Report = { files: Record<string, { mutants: { status: string }[] }> };

function scoreOf(name: string): { killed: number; tried: number } {
  const report: Report = JSON.parse(readFileSync(`.local/mutation/${name}/report.json`, 'utf8'));
  const all = Object.values(report.files).flatMap(({ mutants }) => mutants);
  const count = (...statuses: string[]) =>
    all.filter(({ status }) => statuses.includes(status)).length;
  const killed = count('Killed', 'Timeout');
  return { killed, tried: killed + count('Survived', 'NoCoverage') };
}
