/** How the page looks. It names no file and no address. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #ffffff;
  --raised: #f3f5f8;
  --ink: #1c2128;
  --faint: #57606a;
  --line: #c9d1d9;
  --link: #0a56b8;
  --error: #b3261e;
  --warning: #8a5200;
  --clean: #116329;
  --before: #fbe4e1;
  --after: #dff2e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181f;
    --raised: #1f2530;
    --ink: #e3e7ec;
    --faint: #a3adba;
    --line: #3d4654;
    --link: #7db8ff;
    --error: #ff8a80;
    --warning: #f0a04b;
    --clean: #58c777;
    --before: #4a2326;
    --after: #1c3d27;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 1.5rem 1.25rem 4rem;
  max-width: 64rem;
  color: var(--ink);
  background: var(--paper);
  font: 1rem/1.6 system-ui, "Segoe UI", "DejaVu Sans", sans-serif;
  overflow-wrap: break-word;
}
h1 { margin: 0 0 1rem; padding-left: 0.8rem; border-left: 0.3rem solid var(--mood); font-size: 1.7rem; line-height: 1.25; }
h2 { margin: 2.5rem 0 0.75rem; font-size: 1.25rem; }
h3 { margin: 0 0 0.4rem; font-size: 1rem; }
a { color: var(--link); }
code, pre { font-family: "SFMono-Regular", Consolas, "DejaVu Sans Mono", Menlo, monospace; font-size: 0.875rem; }
code { overflow-wrap: anywhere; padding: 0.1rem 0.3rem; border-radius: 0.2rem; background: var(--raised); }
pre { margin: 0.6rem 0 0; padding: 0.6rem 0; overflow-x: auto; border: 1px solid var(--line); border-radius: 0.3rem; background: var(--raised); line-height: 1.45; overflow-wrap: normal; }
pre span { display: block; min-width: max-content; padding: 0 0.8rem; white-space: pre; }
pre .gone { background: var(--before); }
pre .new { background: var(--after); }
pre .place { color: var(--faint); }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.4rem 0.8rem 0.4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--faint); font-weight: 600; }
article { margin: 0 0 1rem; padding: 0.8rem 1rem; border: 1px solid var(--line); border-left: 0.3rem solid var(--mood); border-radius: 0.3rem; }
p { margin: 0.3rem 0; }
.why, .about { color: var(--faint); }
.level { color: var(--mood); font-weight: 600; }
.errors, .error { --mood: var(--error); }
.warnings, .warning { --mood: var(--warning); }
.clean { --mood: var(--clean); }
summary { cursor: pointer; margin-top: 0.4rem; color: var(--link); }
li { margin: 0.3rem 0; }
@media print { details::details-content { content-visibility: visible; height: auto; } }
`;
