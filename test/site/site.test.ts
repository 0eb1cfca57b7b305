import assert from "node:assert/strict";
import { posix } from "node:path";
import { addressesFrom } from "../../rules/addresses.ts";
import { rules } from "../../rules/plugin.ts";
import { guides } from "../../src/site/guides.ts";
import type { Site } from "../../src/site/site.ts";
import { topics } from "../../src/teaching/slide.ts";
import { filesBelow } from "../kit/files.ts";
import { library, wholeSite } from "../kit/site.ts";

describe("the site", () => {
  let site: Site;

  before(async () => {
    site = await wholeSite();
  });

  const documents = () => Object.entries(site).filter(([path]) => path.endsWith(".html"));

  it("has a page for every rule, slide and guide, a table of rules, a list of guides, and the deck", () => {
    const expected = [
      "index.html",
      "rules/index.html",
      ...Object.keys(rules).map((id) => `rules/${id}/index.html`),
      ...topics.map((topic) => `slides/${topic}/index.html`),
      "guides/index.html",
      ...filesBelow("docs", /\.md$/).map((path) => path.replace(/^docs(.*)\.md$/, "guides$1/index.html")),
    ];
    assert.deepEqual(
      documents()
        .map(([path]) => path)
        .sort(),
      expected.sort(),
    );
  });

  it("is where the links of findings lead once its address is in package.json", () => {
    const addresses = addressesFrom({
      homepage: "https://code.test/lambda",
      site: "https://pages.test/lambda",
    });
    const all = [...Object.keys(rules).map(addresses.page), ...topics.map(addresses.slide), addresses.slides];
    const missing = all.filter((one) => !site[`${one.replace("https://pages.test/lambda/", "")}index.html`]);
    assert.deepEqual(missing, []);
  });

  it("links to nothing that is not there", () => {
    const broken = documents().flatMap(([path, html]) =>
      [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].flatMap(([, href]) => {
        if (/^https:\/\//.test(href!)) return URL.canParse(href!) ? [] : [`${path}: ${href}`];
        const [file, anchor] = href!.split("#") as [string, string?];
        const target = site[file ? posix.join(posix.dirname(path), file) : path];
        const isFound = target !== undefined && (!anchor || target.includes(` id="${anchor}"`));
        return isFound ? [] : [`${path}: ${href}`];
      }),
    );
    assert.deepEqual(broken, []);
  });

  it("leads from each rule to its slide, and back", () => {
    for (const [id, { meta }] of Object.entries(rules)) {
      const { slide } = meta.docs;
      assert.ok(site[`rules/${id}/index.html`]!.includes(`href="../../slides/${slide}/index.html"`), id);
      assert.ok(site[`slides/${slide}/index.html`]!.includes(`href="../../rules/${id}/index.html"`), slide);
      assert.ok(site["index.html"]!.includes(`href="rules/${id}/index.html"`), id);
    }
  });

  it("leads from the list of guides to each, and from guides to each other and to what only the repository has", () => {
    for (const guide of Object.keys(guides))
      assert.ok(site["guides/index.html"]!.includes(`href="${guide}/index.html"`), guide);
    assert.match(site["guides/kiro/index.html"]!, / href="\.\.\/vscode\/index\.html"/);
    assert.match(
      site["guides/eslint/index.html"]!,
      / href="https:\/\/github\.com\/[\w/-]+\/blob\/main\/test\/samples\/ci-esm"/,
    );
    for (const [path, html] of documents())
      assert.doesNotMatch(html, / href="[^"]*\.md(?<!blob\/main\/.*)["#]/, path);
  });

  it("has no code in attributes, no style in them either, and nothing that is fetched from elsewhere", () => {
    for (const [path, html] of documents()) {
      assert.doesNotMatch(html, /<[^>]* (on\w+|style)=/, path);
      assert.doesNotMatch(html, /<(script|img|link|iframe|source)[^>]* (src|href)="(https?:)?\/\//, path);
      assert.match(html, /Content-Security-Policy" content="default-src 'none'; /, path);
    }
    assert.doesNotMatch(site["site.css"]!, /url\(|@import/);
  });

  it("has scripts of less than 40 KB", () => {
    const [, deck] = /<script type="module">([^]*?)<\/script>/.exec(site["index.html"]!)!;
    for (const script of [deck!, site["site.js"]!]) assert.ok(script.length < 40_000);
  });

  it("gives every element of a page a name of its own", () => {
    for (const [path, html] of documents()) {
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
      assert.deepEqual(ids, [...new Set(ids)], path);
    }
  });

  it("shows all of a slide: its text, its picture, its question and its sources", async () => {
    for (const slide of await library.slides()) {
      const html = site[`slides/${slide.topic}/index.html`]!;
      assert.equal(html.includes("<svg"), slide.diagram !== undefined, slide.topic);
      assert.equal(html.includes('class="quiz"'), slide.quiz !== undefined, slide.topic);
      for (const source of slide.sources) assert.ok(html.includes(source.replaceAll("&", "&amp;")), source);
      for (const [, heading] of slide.body.matchAll(/^## (.+)$/gm))
        assert.ok(new RegExp(`<(h2|label)[^>]*>${heading!}</`).test(html), `${slide.topic}: ${heading}`);
    }
  });
});
