/** One style for every provider's page, with the provider's colour as `--accent`. */
export const hostedPageStyle = `
:root { color-scheme: light; --ink: #1a1f36; --soft: #59617a; --line: #dfe3ee; --wash: #f5f6fa; }
* { box-sizing: border-box; margin: 0; }
body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; color: var(--ink);
  background: var(--wash); min-height: 100vh; }
main { display: grid; grid-template-columns: 1fr 1fr; min-height: 100vh; }
section { padding: clamp(1.5rem, 5vw, 4.5rem); }
.order { background: linear-gradient(#0000001a, #0000001a), var(--accent); color: #fff; }
.order > * { max-width: 26rem; margin-left: auto; }
.merchant { font-weight: 600; margin-bottom: 2rem; }
.total-label { opacity: .85; }
.total { font-size: clamp(2rem, 6vw, 2.75rem); font-weight: 650; letter-spacing: -.02em;
  line-height: 1.2; }
ul { list-style: none; padding: 0; margin-top: 2rem; border-top: 1px solid #ffffff40; }
li { display: flex; justify-content: space-between; gap: 1.5rem; padding: .75rem 0;
  border-bottom: 1px solid #ffffff40; overflow-wrap: anywhere; }
li span:last-child { white-space: nowrap; font-variant-numeric: tabular-nums; }
.pay { background: #fff; }
.pay > * { max-width: 26rem; }
.provider { color: var(--accent); font-weight: 700; letter-spacing: .02em; }
h1 { font-size: 1.4rem; line-height: 1.3; margin: .25rem 0 1.5rem; }
.notice { padding: .8rem 1rem; border-radius: .5rem; margin-bottom: 1.5rem; background: var(--wash);
  border-left: 4px solid var(--soft); }
.notice.bad { background: #fdf0f0; border-color: #b3261e; }
.notice.good { background: #eef8f1; border-color: #1c7a3e; }
fieldset { border: 0; padding: 0; }
legend { padding: 0; margin-bottom: .75rem; color: var(--soft); }
button { display: block; width: 100%; min-height: 3rem; margin-bottom: .75rem; padding: .5rem 1rem;
  font: inherit; font-weight: 600; color: var(--ink); background: #fff;
  border: 1px solid #8a91a8; border-radius: .5rem; cursor: pointer; }
button:hover { background: var(--wash); }
button.main { color: #fff; background: var(--accent); border-color: var(--accent); }
button.main:hover { filter: brightness(.92); }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
details { margin-top: .5rem; }
summary { cursor: pointer; color: var(--soft); padding: .5rem 0; }
details button { margin-top: .5rem; }
.simulated { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line);
  color: var(--soft); font-size: .875rem; }
@media (max-width: 46rem) {
  main { grid-template-columns: 1fr; min-height: 0; }
  .order > * { margin-left: 0; }
  .merchant { margin-bottom: 1rem; }
  ul { margin-top: 1.25rem; }
}
`;
