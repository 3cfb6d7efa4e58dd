/** The page's policy allows exactly this text, by its hash. */
export const style = `
:root { color-scheme: light dark; --ink: #1c2430; --faint: #55606f; --ground: #fff; --block: #f2f4f7; --line: #d5dae1; --link: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --faint: #a9b2be; --ground: #14181e; --block: #1e242c; --line: #38414c; --link: #8ec1ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; color: var(--ink); background: var(--ground); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.2; }
h2 { margin-top: 3rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
h3 { margin-top: 2.5rem; }
a { color: var(--link); }
code, pre { font: .875em/1.5 ui-monospace, monospace; background: var(--block); border-radius: .25rem; }
code { padding: .1em .3em; }
pre { padding: .75rem; overflow: auto; overflow-wrap: normal; }
dl { margin: .5rem 0 1rem; }
dt { margin-top: .5rem; }
dd { margin: 0 0 0 1.25rem; color: var(--faint); }
dd p { margin: 0; }
nav ul { columns: 16rem; padding-left: 1.25rem; }
summary { cursor: pointer; }
`;
