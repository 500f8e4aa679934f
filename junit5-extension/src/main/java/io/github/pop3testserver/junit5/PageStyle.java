package io.github.pop3testserver.junit5;

/** The style sheet of a sweep's page, for wide and narrow windows, light and dark, and paper. */
final class PageStyle {

    /** Has no characters that XML would need escaped. */
    static final String CSS = """
            :root {
              color-scheme: light dark;
              --back: #ffffff; --text: #1c1f23; --quiet: #59636e; --line: #d5dae0; --box: #f5f7f9;
              --pass: #1a6b35; --pass-back: #e2f4e6; --fail: #a8161f; --fail-back: #fde5e5;
              --client: #0a52a8; --server: #5f3a9c; --link: #0a52a8;
            }
            @media screen and (prefers-color-scheme: dark) {
              :root {
                --back: #15181c; --text: #e3e7eb; --quiet: #9ba6b2; --line: #39414a; --box: #1e2328;
                --pass: #7ddb98; --pass-back: #173322; --fail: #ff9c9c; --fail-back: #47191d;
                --client: #86bcff; --server: #c9a9ff; --link: #86bcff;
              }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
            main { max-width: 90rem; margin: 0 auto; padding: 1rem; }
            h1, h2, h3, h4, li, p { overflow-wrap: anywhere; }
            h1 { font-size: clamp(1.15rem, 5vw, 1.5rem); line-height: 1.25; }
            h2 { font-size: 1.2rem; margin: 2.5rem 0 0.5rem; }
            h3 { font-size: 1.05rem; margin: 0; }
            h4 { font-size: 1rem; margin: 0; }
            p { margin: 0.25rem 0; }
            a { color: var(--link); }
            a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
            code, pre { font-family: ui-monospace, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.875rem; }
            code, .note { unicode-bidi: isolate; white-space: pre-wrap; }
            pre { margin: 0.5rem 0; padding: 0.5rem 0.75rem; background: var(--fail-back); color: var(--text);
              border-left: 4px solid var(--fail); white-space: pre-wrap; overflow-wrap: anywhere; }
            .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; max-width: max-content; }
            table { border-collapse: separate; border-spacing: 0; font-size: 0.9rem; }
            th, td { padding: 0.3rem 0.6rem; text-align: center; white-space: nowrap; border-top: 1px solid var(--line); }
            thead th { border-top: 0; background: var(--box); font-size: 0.8rem; }
            th:first-child { position: sticky; left: 0; min-width: 6rem; max-width: min(16rem, 40vw); text-align: left;
              white-space: normal; overflow-wrap: break-word; background: var(--box); border-right: 1px solid var(--line); }
            td .sum { display: block; color: var(--fail); font-weight: 600; }
            td.none { color: var(--quiet); }
            .passed, .failed { border-radius: 4px; padding: 0 0.4rem; font-weight: 600; }
            .passed { color: var(--pass); background: var(--pass-back); }
            .failed { color: var(--fail); background: var(--fail-back); }
            td div { width: max-content; max-width: 8.5rem; margin: 0 auto; white-space: normal; }
            td a { display: inline-block; min-width: 1.5rem; line-height: 1.5rem; margin: 1px 0; text-decoration: none; border: 1px solid currentcolor; }
            td a:hover { text-decoration: underline; }
            .run { border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem 1rem; margin: 0.75rem 0; scroll-margin: 1rem; }
            .run:target { border-color: var(--link); box-shadow: 0 0 0 2px var(--link); }
            .run h3 span { font-size: 0.85rem; }
            .run p { color: var(--quiet); font-size: 0.9rem; }
            summary { cursor: pointer; font-weight: 600; padding: 0.25rem 0; }
            .overview { margin: 0.5rem 0 1rem; max-width: 60rem; }
            .track { display: grid; grid-template-columns: 8rem 1fr; align-items: center; margin: 0; }
            .rail { position: relative; height: 0.8rem; background: var(--box); overflow: hidden; border: 1px solid var(--line);
              border-radius: 3px; }
            .rail i { position: absolute; top: 0; bottom: 0; }
            .bar { background: var(--client); min-width: 3px; border-radius: 2px; opacity: 0.75; }
            .mark { width: 4px; margin-left: -2px; background: var(--fail); outline: 1px solid var(--back); }
            .axis { display: flex; justify-content: space-between; margin-left: 8rem; }
            .lanes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 1rem; align-items: start; }
            .lane { border-top: 3px solid var(--client); background: var(--box); padding: 0.5rem 0.75rem; border-radius: 0 0 6px 6px; min-width: 0; }
            .lane ol { list-style: none; margin: 0.5rem 0 0; padding: 0; }
            .lane li { display: grid; grid-template-columns: minmax(3.4rem, max-content) 1fr; column-gap: 0.6rem; padding: 0.05rem 0; }
            .lane li span { grid-column: 2; }
            .lane li .ms { grid-column: 1; text-align: right; color: var(--quiet); font-size: 0.8rem; line-height: 1.4rem;
              font-variant-numeric: tabular-nums; white-space: nowrap; }
            .lane .note { color: var(--quiet); font-size: 0.85rem; }
            .client code { color: var(--client); }
            .server code { color: var(--server); }
            .fault { background: var(--fail-back); border-radius: 4px; }
            .fault code { color: var(--fail); font-weight: 700; }
            .other code { color: var(--quiet); }
            .lane .end { border-top: 1px solid var(--line); margin-top: 0.25rem; padding-top: 0.25rem; font-size: 0.9rem; font-weight: 600; }
            .lane .gap { display: block; padding-left: 4rem; color: var(--quiet); font-size: 0.85rem; }
            .lanes p { align-self: center; }
            @supports selector(::details-content) {
              .run:target details::details-content { content-visibility: visible; block-size: auto; }
              .run:target summary { list-style: none; }
            }
            @media (min-width: 40rem) { .lane .server code { padding-left: 1rem; } }
            @media print {
              :root { font-size: 55%; }
              main { max-width: none; padding: 0; }
              .scroll { overflow: visible; }
              .run, .lane li, tr { break-inside: avoid; }
              .run:has(.lanes) { break-inside: auto; }
              a { color: inherit; }
            }
            """;

    private PageStyle() {}
}
