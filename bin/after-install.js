/**
 * Replaces npm's list of packages that require a newer Node (see `loglevel` in .npmrc) with the one
 * thing that matters: commands run on the Node that the project pins, not on the machine's own.
 */
const major = Number(/\bnode\/v(\d+)/.exec(process.env.npm_config_user_agent ?? '')?.[1]);
if (major < 22)
  console.log(
    `Installed by Node ${major}. The npm commands run on Node 24, which is installed here.`,
  );
